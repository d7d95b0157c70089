import { behaves, said } from "./behaviours.ts";
import { toast } from "./toasts.ts";

/** `data-copies="#selector"` names the element whose text or value is copied, or `data-copies-text` holds the text. */
behaves("copies-to-clipboard", (button) => {
  button.addEventListener("click", async () => {
    const source = button.dataset.copies ? document.querySelector<HTMLElement>(button.dataset.copies) : null;
    const value = source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement ? source.value : source?.innerText;
    await navigator.clipboard.writeText(button.dataset.copiesText ?? value ?? location.href);
    toast(said("Copied", "Copied"));
  });
});

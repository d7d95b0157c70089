import { expect, test, vi } from "vitest";
import { toast } from "./toasts.ts";

const page = `<div class="toasts"></div><template id="toast-pattern"><div class="toast"><span data-text></span></div></template>`;

test("a toast says its words as text, never as markup, and leaves by itself", () => {
  vi.useFakeTimers();
  document.body.innerHTML = page;
  toast("<b>Saved</b>", "good");
  const element = document.querySelector(".toasts .toast")!;
  expect(element.textContent).toBe("<b>Saved</b>");
  expect(element.classList.contains("toast--good")).toBe(true);
  vi.advanceTimersByTime(6000);
  expect(document.querySelector(".toasts .toast")).toBeNull();
  vi.useRealTimers();
});

test("the server sends a toast as an event", () => {
  document.body.innerHTML = page;
  document.body.dispatchEvent(new CustomEvent("toast", { detail: { text: "Done", kind: "good" }, bubbles: true }));
  expect(document.querySelector(".toasts .toast")?.textContent).toBe("Done");
});

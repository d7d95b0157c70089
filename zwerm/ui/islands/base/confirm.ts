import { said } from "./behaviours.ts";

/** `data-confirms="Delete this draft?"` on a button or form asks first, in a dialog of our own. */
let agreed: Element | null = null;

/** What asks is a button or link itself, or the form that the button sends. */
function askerOf(pressed: HTMLElement | null): HTMLElement | null {
  if (!pressed || pressed.dataset.confirms) return pressed;
  const form = pressed instanceof HTMLButtonElement && pressed.type === "submit" ? pressed.form : null;
  return form?.dataset.confirms ? form : null;
}

document.addEventListener(
  "click",
  (event) => {
    const pressed = (event.target as Element).closest<HTMLElement>("button, a[data-confirms]");
    const asker = askerOf(pressed);
    if (!asker || !pressed || agreed === pressed) {
      agreed = null;
      return;
    }
    const dialog = document.querySelector<HTMLDialogElement>("#confirm-dialog");
    if (!dialog) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    dialog.querySelector("[data-question]")!.textContent = asker.dataset.confirms ?? "";
    const yes = dialog.querySelector<HTMLElement>("button[value='yes']")!;
    yes.textContent = asker.dataset.confirmsYes ?? said("Yes", "Yes");
    dialog.returnValue = "";
    dialog.showModal();
    dialog.addEventListener(
      "close",
      () => {
        if (dialog.returnValue !== "yes") return;
        agreed = pressed;
        pressed.click();
      },
      { once: true },
    );
  },
  { capture: true },
);

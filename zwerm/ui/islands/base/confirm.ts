import { said } from "./behaviours.ts";

/** `data-confirms="Delete this draft?"` on a button or form asks first, in a dialog of our own. */
let agreed: Element | null = null;

document.addEventListener(
  "click",
  (event) => {
    const asker = (event.target as Element).closest<HTMLElement>("button[data-confirms], a[data-confirms]");
    if (!asker || agreed === asker) {
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
        agreed = asker;
        asker.click();
      },
      { once: true },
    );
  },
  { capture: true },
);

import { expect, test, vi } from "vitest";
import "./confirm.ts";

function prepare(): { button: HTMLButtonElement; dialog: HTMLDialogElement; pressed: ReturnType<typeof vi.fn> } {
  document.body.innerHTML = `
    <dialog id="confirm-dialog"><h2 data-question></h2><button value="yes"></button></dialog>
    <button id="remove" data-confirms="Remove this draft?" data-confirms-yes="Remove">x</button>`;
  const dialog = document.querySelector<HTMLDialogElement>("dialog")!;
  dialog.showModal = () => dialog.setAttribute("open", "");
  const button = document.querySelector<HTMLButtonElement>("#remove")!;
  const pressed = vi.fn();
  button.addEventListener("click", pressed);
  return { button, dialog, pressed };
}

test("it asks first, in the words of the button", () => {
  const { button, dialog, pressed } = prepare();
  button.click();
  expect(pressed).not.toHaveBeenCalled();
  expect(dialog.querySelector("[data-question]")!.textContent).toBe("Remove this draft?");
  expect(dialog.querySelector("button")!.textContent).toBe("Remove");
});

test("only a yes goes on", () => {
  const { button, dialog, pressed } = prepare();
  button.click();
  dialog.returnValue = "no";
  dialog.dispatchEvent(new Event("close"));
  expect(pressed).not.toHaveBeenCalled();
  button.click();
  dialog.returnValue = "yes";
  dialog.dispatchEvent(new Event("close"));
  expect(pressed).toHaveBeenCalledTimes(1);
});

test("a form asks before any of its buttons sends it, and its menu does not", () => {
  document.body.innerHTML = `
    <dialog id="confirm-dialog"><h2 data-question></h2><button value="yes"></button></dialog>
    <form data-confirms="Throw this draft away?"><button type="button">More</button><button><span>Throw away</span></button></form>`;
  const dialog = document.querySelector<HTMLDialogElement>("dialog")!;
  dialog.showModal = vi.fn(() => dialog.setAttribute("open", ""));
  const sent = vi.fn((event: Event) => event.preventDefault());
  document.querySelector("form")!.addEventListener("submit", sent);
  document.querySelector<HTMLElement>("form button")!.click();
  expect(dialog.showModal).not.toHaveBeenCalled();
  document.querySelector("span")!.click();
  expect(dialog.querySelector("[data-question]")!.textContent).toBe("Throw this draft away?");
  expect(sent).not.toHaveBeenCalled();
  dialog.returnValue = "yes";
  dialog.dispatchEvent(new Event("close"));
  expect(sent).toHaveBeenCalledTimes(1);
});

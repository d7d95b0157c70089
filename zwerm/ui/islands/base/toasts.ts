/** Short messages in the corner. The server sends them as `HX-Trigger: {"toast": {"text": …, "kind": "good"}}`. */
import { behaves } from "./behaviours.ts";

const stay = 6000;

/** `more`: what comes after the text, such as a link. */
export function toast(text: string, kind = "good", ...more: (Node | string)[]): void {
  const shelf = document.querySelector<HTMLElement>(".toasts");
  const pattern = document.querySelector<HTMLTemplateElement>("#toast-pattern");
  if (!shelf || !pattern) return;
  const element = pattern.content.firstElementChild!.cloneNode(true) as HTMLElement;
  element.classList.add(`toast--${kind}`);
  const words = element.querySelector("[data-text]")!;
  words.textContent = text;
  words.append(...more);
  shelf.append(element);
  leaveLater(element);
}

function leaveLater(element: HTMLElement): void {
  let timer = window.setTimeout(() => element.remove(), stay);
  const hold = () => window.clearTimeout(timer);
  const release = () => (timer = window.setTimeout(() => element.remove(), stay / 2));
  element.addEventListener("pointerenter", hold);
  element.addEventListener("focusin", hold);
  element.addEventListener("pointerleave", release);
  element.addEventListener("focusout", release);
}

behaves("leaves-by-itself", leaveLater);

behaves("dismisses", (button) => {
  button.addEventListener("click", () => {
    const selector = button.dataset.dismisses ?? ".notice, .toast";
    button.closest(selector)?.remove();
  });
});

document.addEventListener("toast", (event) => {
  const detail = (event as CustomEvent<{ text?: string; kind?: string; value?: string }>).detail;
  toast(detail.text ?? detail.value ?? "", detail.kind);
});

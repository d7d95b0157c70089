import { behaves } from "./behaviours.ts";

/**
 * Keys for people who keep their hands on the keyboard. `data-key="g k"` on a link or button makes it a shortcut; "/" goes
 * to the search field and "?" shows every key. Keys without Ctrl or Alt work only outside text fields, and a person can
 * switch them off on their device (WCAG 2.1.4), in the dialog that shows every key.
 */
const pause = 1200;
let begun = "";
let timer = 0;

function off(): boolean {
  return localStorage.getItem("keys") === "off";
}

behaves("switches-keys", (element) => {
  const box = element as HTMLInputElement;
  box.checked = !off();
  box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "on" : "off"));
});

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type='radio'], [type='checkbox']), textarea, select"));
}

function act(keys: string): boolean {
  const scope: ParentNode = document.querySelector("dialog[open]") ?? document;
  if (keys === "/" && scope === document) {
    const field = document.querySelector<HTMLInputElement>("[data-search]");
    field?.focus();
    field?.select();
    return Boolean(field);
  }
  const found = [...scope.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(keys)}"]`)];
  // What lies in a closed menu is not in sight either, and yet it has its key.
  const target = found.find((one) => one.checkVisibility?.() ?? true) ?? found.find((one) => one.closest("details:not([open])"));
  if (!target) return false;
  if (target.matches("input, textarea, select")) target.focus();
  target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  // Where someone came to write, what they type before the editor is there must not lead them away.
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || off() || document.querySelector("[data-keys='off']")) return;
  if (event.key === "Escape" && typing(event.target)) (event.target as HTMLElement).blur();
  if (typing(event.target) || event.key === "Shift") return;
  const key = event.key === " " ? "space" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const keys = begun ? `${begun} ${key}` : key;
  window.clearTimeout(timer);
  if (act(keys)) {
    begun = "";
    event.preventDefault();
    return;
  }
  begun = document.querySelector(`[data-key^="${CSS.escape(key)} "]`) && !begun ? key : "";
  timer = window.setTimeout(() => (begun = ""), pause);
});

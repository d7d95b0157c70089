/** The row of buttons: one stop for the Tab key, arrows go along it. On a phone it lies on the keyboard. */
import type { Editor } from "@tiptap/core";
import { commands } from "./commands.ts";

export function connectToolbar(bar: HTMLElement, editor: Editor, does: (name: string) => void): void {
  const buttons = [...bar.querySelectorAll<HTMLButtonElement>("button[data-do]")];
  const style = bar.querySelector<HTMLSelectElement>("select[data-style]");
  const stops: HTMLElement[] = style ? [style, ...buttons] : buttons;
  const inTable = bar.querySelector<HTMLElement>("[data-in-table]");

  for (const button of buttons) {
    // The text keeps the cursor, and a phone its keyboard.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      const command = commands[button.dataset.do!];
      if (command) command.run(editor.chain().focus()).run();
      else does(button.dataset.do!);
    });
  }
  style?.addEventListener("change", () => commands[style.value]?.run(editor.chain().focus()).run());

  bar.addEventListener("keydown", (event) => {
    const seen = stops.filter((stop) => stop.offsetParent !== null);
    const at = seen.indexOf(document.activeElement as HTMLElement);
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (at < 0 || !step || document.activeElement === style) return;
    event.preventDefault();
    seen[(at + step + seen.length) % seen.length]?.focus();
  });
  bar.addEventListener("focusin", (event) => stop(event.target as HTMLElement));
  const stop = (chosen: HTMLElement) => {
    for (const one of stops) one.tabIndex = one === chosen ? 0 : -1;
  };
  if (stops[0]) stop(stops[0]);

  const draw = () => {
    for (const button of buttons) {
      const on = commands[button.dataset.do!]?.on;
      if (on) button.setAttribute("aria-pressed", String(on(editor)));
    }
    if (inTable) inTable.hidden = !editor.isActive("table");
    if (style) style.value = ["heading2", "heading3", "heading4"].find((name) => commands[name]!.on!(editor)) ?? "paragraph";
  };
  editor.on("transaction", draw);
  draw();
  layOnKeyboard(bar);
}

/** Browsers lay fixed things under the keyboard; what is seen is told apart. */
function layOnKeyboard(bar: HTMLElement): void {
  const seen = window.visualViewport;
  if (!seen) return;
  const lay = () => {
    const hidden = Math.max(0, window.innerHeight - seen.height - seen.offsetTop);
    bar.style.setProperty("--keyboard", `${hidden}px`);
  };
  seen.addEventListener("resize", lay);
  seen.addEventListener("scroll", lay);
}

/**
 * The row of buttons: the kind of paragraph is one stop for the Tab key and the buttons are another, along which arrows go.
 * On a phone it lies on the keyboard.
 */
import type { Editor } from "@tiptap/core";
import { commands } from "./commands.ts";

export function connectToolbar(bar: HTMLElement, editor: Editor, does: (name: string) => void): void {
  const buttons = [...bar.querySelectorAll<HTMLButtonElement>("button[data-do]")];
  const style = bar.querySelector<HTMLSelectElement>("select[data-style]");
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
  if (style) choosesKind(style, editor);
  const goAlong = goesAlong(bar, buttons);
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") editor.commands.focus();
  });
  // Shift and Tab go out of a list and back in a table first.
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.key !== "F10" || !event.altKey) return;
    event.preventDefault();
    buttons.find((button) => button.tabIndex === 0)?.focus();
  });

  const draw = () => {
    for (const button of buttons) {
      const on = commands[button.dataset.do!]?.on;
      if (on) button.setAttribute("aria-pressed", String(on(editor)));
    }
    if (inTable) inTable.hidden = !editor.isActive("table");
    if (style) style.value = ["heading2", "heading3", "heading4"].find((name) => commands[name]!.on!(editor)) ?? "paragraph";
    goAlong();
  };
  editor.on("transaction", draw);
  draw();
  layOnKeyboard(bar);
}

/** Keys change its choice at each step: who goes along it so stays there. Who points at a kind writes on. */
function choosesKind(style: HTMLSelectElement, editor: Editor): void {
  let byKeys = false;
  style.addEventListener("keydown", () => (byKeys = true));
  style.addEventListener("pointerdown", () => (byKeys = false));
  style.addEventListener("change", () => commands[style.value]?.run(byKeys ? editor.chain() : editor.chain().focus()).run());
}

/** One of these buttons can be reached with Tab, the others from there. Answers what to do when some come or go. */
function goesAlong(bar: HTMLElement, buttons: HTMLButtonElement[]): () => void {
  const seen = () => buttons.filter((button) => !button.closest("[hidden]"));
  const stop = (chosen: HTMLElement | undefined) => {
    for (const one of buttons) one.tabIndex = one === chosen ? 0 : -1;
  };
  bar.addEventListener("keydown", (event) => {
    const shown = seen();
    const at = shown.indexOf(document.activeElement as HTMLButtonElement);
    if (at < 0) return;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    shown.at(to % shown.length)?.focus();
  });
  bar.addEventListener("focusin", (event) => {
    if (buttons.includes(event.target as HTMLButtonElement)) stop(event.target as HTMLElement);
  });
  stop(seen()[0]);
  return () => {
    if (!seen().some((one) => one.tabIndex === 0)) stop(seen()[0]);
  };
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

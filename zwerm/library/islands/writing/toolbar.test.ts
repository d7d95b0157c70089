import { Editor } from "@tiptap/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { schema } from "./schema.ts";
import { connectToolbar } from "./toolbar.ts";

let editor: Editor;
const one = <E extends HTMLElement>(which: string) => document.querySelector<E>(which)!;
const stops = () => [...document.querySelectorAll<HTMLElement>("#bar select, #bar button")].filter((part) => part.tabIndex === 0).map((part) => part.dataset.do ?? "kind");
const press = (key: string) => document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

beforeEach(() => {
  document.body.innerHTML = `<div id="bar"><select data-style><option value="paragraph"></option><option value="heading2"></option></select>
    <button data-do="bold"></button><button data-do="link"></button><div data-in-table hidden><button data-do="rowAfter"></button></div></div><div id="place"></div>`;
  editor = new Editor({ element: one("#place"), injectCSS: false, extensions: schema, content: "<p>De pomp</p><table><tr><td>Wie</td></tr></table>" });
  connectToolbar(one("#bar"), editor, () => undefined);
});
afterEach(() => editor.destroy());

test("the kind of paragraph and the buttons are a stop each, and arrows go along the buttons", () => {
  expect(stops()).toEqual(["kind", "bold"]);
  one("[data-do=bold]").focus();
  press("ArrowRight");
  expect(document.activeElement).toBe(one("[data-do=link]"));
  expect(stops()).toEqual(["kind", "link"]);
  press("ArrowRight");
  expect(document.activeElement).toBe(one("[data-do=bold]"));
  press("End");
  expect(document.activeElement).toBe(one("[data-do=link]"));
});

test("in a table its buttons stand along with the others, and none of them stays a stop after it", () => {
  editor.commands.setTextSelection(editor.state.doc.content.size - 4);
  one("[data-do=bold]").focus();
  press("ArrowLeft");
  expect(document.activeElement).toBe(one("[data-do=rowAfter]"));
  editor.commands.setTextSelection(2);
  expect(stops()).toEqual(["kind", "bold"]);
});

test("who chooses a kind of paragraph with keys stays at that choice", () => {
  const kind = one<HTMLSelectElement>("select");
  kind.focus();
  press("ArrowDown");
  kind.value = "heading2";
  kind.dispatchEvent(new Event("change"));
  expect(editor.isActive("heading", { level: 2 })).toBe(true);
  expect(document.activeElement).toBe(kind);
});

import { Editor } from "@tiptap/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { schema } from "./schema.ts";

let editor: Editor;

beforeEach(() => {
  document.body.innerHTML = "<div id=place></div>";
  editor = new Editor({ element: document.querySelector("#place")!, injectCSS: false, extensions: schema });
});
afterEach(() => editor.destroy());

function type(words: string): void {
  for (const letter of words) {
    const { view } = editor;
    const { from, to } = view.state.selection;
    const taken = view.someProp("handleTextInput", (handle) => handle(view, from, to, letter, () => view.state.tr));
    if (!taken) view.dispatch(view.state.tr.insertText(letter, from, to));
  }
}

const html = () => editor.getHTML().replaceAll(/<\/?p>/g, "");

const asItStands = [
  "Geef 5 * 3 * 2 ml. En 10 ml/kg * 4 = 40 * 2.",
  "Geef 5 *3* 2 ml",
  "2*x*y en H~5~O, ~5~ en ~~ 5 ~~",
  "_ja_nee_",
  "zie mijn_lange_naam en __init__py",
  "a == b == c, ==geel==",
  "foto`s en video`s",
  "** niet ** en * ook niet * en _ dit _ niet",
  "https://zwerm.example/_a_/*b*",
];

test.each(asItStands)("nothing of “%s” disappears, typed or pasted", (words) => {
  type(words);
  expect(editor.getText()).toBe(words);
  expect(html()).not.toMatch(/<(strong|em|s|code)>/);
  editor.commands.clearContent();
  editor.view.pasteText(words);
  expect(editor.getText()).toBe(words);
  editor.commands.clearContent();
  editor.view.pasteHTML(`<p>${words}</p>`);
  expect(editor.getText()).toBe(words);
});

test.each([
  ["Let *goed* op", "Let <em>goed</em> op"],
  ["(_altijd_), ook _nu_.", "(<em>altijd</em>), ook <em>nu</em>."],
  ["**Stop** en __wacht__", "<strong>Stop</strong> en <strong>wacht</strong>"],
  ["~~weg~~ en `x * y * z`", "<s>weg</s> en <code>x * y * z</code>"],
  ["_**beide**_", "<em><strong>beide</strong></em>"],
])("“%s” is made up as it is typed and when it is pasted", (words, made) => {
  const sorted = (one: string) => one.replace("<strong><em>beide</em></strong>", "<em><strong>beide</strong></em>");
  type(words);
  expect(sorted(html())).toBe(made);
  editor.commands.clearContent();
  editor.view.pasteText(words);
  expect(sorted(html())).toBe(made);
});

test("signs in code that is pasted are kept", () => {
  editor.view.pasteHTML("<p><code>a *b* __c__</code> d</p>");
  expect(html()).toBe("<code>a *b* __c__</code> d");
});

test.each([
  ["[ ] Bellen", false],
  ["[] Bellen", false],
  ["- [x] Bellen", true],
])("“%s” makes something to do", (words, checked) => {
  type(words);
  const found: unknown[] = [];
  editor.state.doc.descendants((node) => {
    if (node.type.name === "listItem") found.push([node.textContent, node.attrs.checked]);
  });
  expect(found).toEqual([["Bellen", checked]]);
});

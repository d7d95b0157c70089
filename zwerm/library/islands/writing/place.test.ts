import { Editor } from "@tiptap/core";
import { afterEach, expect, test } from "vitest";
import { goesInto, readies } from "./place.ts";
import { schema } from "./schema.ts";

let editor: Editor;
const made = (content: string) => (editor = new Editor({ injectCSS: false, extensions: schema, content }));
afterEach(() => editor.destroy());

/** The text with `word` where the cursor stands: a line for each block. */
const typed = (word: string) => {
  editor.commands.insertContent(word);
  return editor.getText({ blockSeparator: "\n" });
};

test.each([
  ["the first empty answer", "<h2>Wat</h2><p></p><h2>Waarom</h2><p></p>", "Wat\nX\nWaarom\n"],
  ["the first words", "<p>De pomp</p><h2>Wat</h2><p>Uit</p>", "XDe pomp\nWat\nUit"],
  ["the words below the heading that it begins with", "<h2>Wat</h2><p>Uit</p>", "Wat\nXUit"],
  ["the words below a heading in a heading", "<h2>Wat</h2><h3>Waar</h3><p>Uit</p>", "Wat\nWaar\nXUit"],
  ["a list below the heading", "<h2>Wat</h2><ul><li><p>Uit</p></li></ul>", "Wat\n\n\nXUit"],
  ["an empty text", "", "X"],
])("who comes to the text without pointing at a place begins in %s", (_where, content, after) => {
  made(content);
  goesInto(editor);
  expect(typed("X")).toBe(after);
  made(content);
  readies(editor);
  expect(typed("X")).toBe(after);
});

test("a heading with nothing below it gets a line when someone goes on from the title", () => {
  made("<h2>Wat</h2><h2>Waarom</h2><p>Stuk</p>");
  goesInto(editor);
  expect(typed("X")).toBe("Wat\nX\nWaarom\nStuk");
});

test("a text of headings alone gets a line too", () => {
  made("<h2>Wat</h2>");
  goesInto(editor);
  expect(typed("X")).toBe("Wat\nX");
});

test("who only looks changes nothing, and comes at the first words there are", () => {
  made("<h2>Wat</h2><h2>Waarom</h2><p>Stuk</p>");
  const before = editor.getJSON();
  readies(editor);
  expect(editor.getJSON()).toEqual(before);
  expect(typed("X")).toBe("Wat\nWaarom\nXStuk");
});

import { Editor } from "@tiptap/core";
import { GapCursor } from "@tiptap/pm/gapcursor";
import { expect, test, vi } from "vitest";
import { waitBefore } from "../../../ui/islands/base/again.ts";
import { tellElsewhere } from "./elsewhere.ts";
import { hintOf } from "./questions.ts";
import { schema } from "./schema.ts";
import { wordFor } from "./status.ts";
import { fits, Typing, type TypingOptions } from "./typing.ts";
import { asked } from "./typing-asked.ts";
import { speaks } from "./words.ts";

test.each([
  ["/", { kind: "slash", words: "", length: 1 }],
  ["Eerst dit /to-d", { kind: "slash", words: "to-d", length: 5 }],
  ["Eerst dit /row be", { kind: "slash", words: "row be", length: 7 }],
  ["dit / dat", null],
  ["zie [[val ris", { kind: "item", words: "val ris", length: 9 }],
  ["vraag @Kees Mul", { kind: "person", words: "Kees Mul", length: 9 }],
  ["en/of", null],
  ["kees@lindehof", null],
  ["zie [[val]] en", null],
])("%s asks for what it asks for", (before, found) => {
  expect(asked(before)).toEqual(found);
});

test("the line tells where the words are, and never more than is so", () => {
  const state = { connected: true, synced: true, saved: true, ended: null };
  expect(wordFor(state, false, true)).toBe("saved");
  expect(wordFor({ ...state, saved: false }, false, true)).toBe("saving");
  expect(wordFor({ ...state, synced: false }, false, true)).toBe("connecting");
  expect(wordFor({ ...state, connected: false, synced: false }, false, true)).toBe("here");
  expect(wordFor({ ...state, connected: false, synced: false, out: true }, false, true)).toBe("out");
  expect(wordFor({ ...state, connected: false, synced: false }, false, false)).toBe("loose");
  expect(wordFor({ ...state, connected: false, synced: false, out: true }, false, false)).toBe("outLoose");
  expect(wordFor(state, false, false)).toBe("saved");
  expect(wordFor({ ...state, ended: "forbidden" }, false, true)).toBe("forbidden");
  expect(wordFor({ ...state, connected: false, synced: false }, true, true)).toBe("new");
  expect(wordFor({ ...state, connected: false, synced: false }, true, false)).toBe("new");
});

test("a label with a space in it is found by the beginnings of its words", () => {
  const command = document.createElement("span");
  command.dataset.words = "rij erbij row";
  command.textContent = "Rij eronder";
  expect(["rij", "rij er", "rij erbij ", "rij weg", "eronder x"].map((words) => fits(command, words))).toEqual([true, true, true, false, false]);
});

test("it tries again later each time, and never later than twenty seconds", () => {
  expect([0, 1, 2, 10].map((attempt) => waitBefore(attempt, 1))).toEqual([400, 800, 1600, 20_000]);
});

test("a hint is plain words", () => {
  expect(hintOf([{ heading: "Acties", hint: "- [ ] Wat, wie, wanneer" }], " Acties ")).toBe("Wat, wie, wanneer");
});

test("the space after a name that was chosen goes when the sentence goes on with a point", async () => {
  const { editor, type, enter, isOpen } = fieldWith(() => Promise.resolve([tom]));
  type("Vraag @Tom");
  await vi.waitFor(() => expect(isOpen()).toBe(true), 30_000);
  enter();
  expect(editor.getText()).toBe("Vraag @Tom Verbeek ");
  type(".");
  expect(editor.getText()).toBe("Vraag @Tom Verbeek.");
  type(" ");
  type(".");
  expect(editor.getText()).toBe("Vraag @Tom Verbeek. .");
  editor.destroy();
});

function fieldWith(search: TypingOptions["search"]) {
  document.body.innerHTML = "<div id=place></div>";
  const editor = new Editor({ element: document.querySelector("#place")!, injectCSS: false, extensions: [...schema, Typing.configure({ search })] });
  vi.spyOn(editor.view, "hasFocus").mockReturnValue(true);
  vi.spyOn(editor.view, "coordsAtPos").mockReturnValue({ left: 0, right: 0, top: 0, bottom: 0 });
  const type = (words: string) => {
    const { view } = editor;
    const { from, to } = view.state.selection;
    if (!view.someProp("handleTextInput", (handle) => handle(view, from, to, words, () => view.state.tr))) view.dispatch(view.state.tr.insertText(words, from, to));
  };
  const enter = () => editor.view.someProp("handleKeyDown", (handle) => handle(editor.view, new KeyboardEvent("keydown", { key: "Enter" })));
  const isOpen = () => document.querySelector<HTMLElement>("[role=listbox]")?.hidden === false;
  return { editor, type, enter, isOpen };
}

const tom = { title: "Tom Verbeek", about: "", href: "/people/1/" };

test("a slash tells what can be done to a table only where the cursor stands in one, and nothing that a cell cannot hold", () => {
  document.body.innerHTML = `<div hidden><span data-do="rowAfter" data-in-table>Rij eronder</span><span data-do="bullets">Lijst</span><span data-do="person" data-in-line>Collega</span></div><div id=place></div>`;
  const list = [...document.querySelectorAll<HTMLElement>("[data-do]")];
  const extensions = [...schema, Typing.configure({ list })];
  const content = "<table><tr><td>Wie</td></tr></table><p>Eronder</p>";
  const editor = new Editor({ element: document.querySelector("#place")!, injectCSS: false, extensions, content });
  vi.spyOn(editor.view, "hasFocus").mockReturnValue(true);
  vi.spyOn(editor.view, "coordsAtPos").mockReturnValue({ left: 0, right: 0, top: 0, bottom: 0 });
  const shown = () => [...document.querySelectorAll("[role=option]")].map((one) => one.textContent);
  editor.chain().setTextSelection(editor.state.doc.content.size - 1).insertContent(" /").run();
  expect(shown()).toEqual(["Lijst", "Collega"]);
  editor.chain().setTextSelection(7).insertContent(" /").run();
  expect(shown()).toEqual(["Rij eronder", "Collega"]);
  editor.view.someProp("handleKeyDown", (handle) => handle(editor.view, new KeyboardEvent("keydown", { key: "Enter" })));
  expect(editor.getHTML().match(/<tr/g)).toHaveLength(2);
  expect(editor.getText()).not.toContain("Wie /");
  editor.destroy();
});

test("a cursor behind a table that ends the text asks for nothing", () => {
  const { editor } = fieldWith(() => Promise.resolve([]));
  editor.commands.setContent("<p>/</p><table><tr><td>Wie</td></tr></table>");
  const end = new GapCursor(editor.state.doc.resolve(editor.state.doc.content.size));
  editor.view.dispatch(editor.state.tr.setSelection(end));
  expect(editor.state.selection).toBeInstanceOf(GapCursor);
  editor.destroy();
});

test("who put a version back, or changed the item elsewhere, is told by name", () => {
  const element = document.createElement("div");
  Object.assign(element.dataset, { saidPutBack: "{who} zette versie {number} terug.", saidChangedElsewhere: "{who} veranderde dit." });
  speaks(element);
  tellElsewhere(element, { who: "Kees $&", back: 2 });
  expect(element.textContent).toBe("Kees $& zette versie 2 terug.");
  tellElsewhere(element, { who: "Kees", back: null });
  expect(element.textContent).toBe("Kees veranderde dit.");
});

test("a name that was chosen asks for no list again", async () => {
  const search = vi.fn().mockResolvedValue([tom]);
  const { editor, type, enter, isOpen } = fieldWith(search);
  type("Vraag @Tom");
  await vi.waitFor(() => expect(isOpen()).toBe(true), 30_000);
  enter();
  await new Promise((done) => setTimeout(done, 400));
  expect(search).toHaveBeenCalledTimes(1);
  expect(isOpen()).toBe(false);
  editor.destroy();
});

test("what is found after someone wrote on does not take the next Enter", async () => {
  let find: (things: (typeof tom)[]) => void = () => undefined;
  const search = vi.fn().mockReturnValue(new Promise((done) => (find = done)));
  const { editor, type, isOpen } = fieldWith(search);
  type("Vraag @Tom");
  await vi.waitFor(() => expect(search).toHaveBeenCalled(), 30_000);
  type(", en bel.");
  find([tom]);
  await new Promise((done) => setTimeout(done));
  expect(isOpen()).toBe(false);
  editor.destroy();
});

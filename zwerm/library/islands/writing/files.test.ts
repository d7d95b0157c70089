import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { type Added, Arriving } from "./files.ts";
import { schema } from "./schema.ts";
import type { Waiting } from "./waiting.ts";

let editor: Editor;
let other: Editor;
let files: Arriving;
let told: string;
let waits: Map<number, Waiting>;
let under: Map<string, (answer: Added | { reason: string; again?: true }) => void>;

let number = 0;
/** What this browser keeps while they are on their way. */
const keeping = {
  keep: async (file: File, at: Uint8Array) => {
    const key = (number += 1);
    waits.set(key, { key, file, at });
    return key;
  },
  drop: async (key: number | null) => void waits.delete(key!),
  left: async () => [...waits.values()],
};
const arriving = () =>
  new Arriving(editor, (one) => new Promise((done) => under.set(one.name, done)), (words) => (told = words), keeping);
const hash = (name: string) => name.charCodeAt(0).toString(16).padStart(64, "0");
const file = (name: string) => new File(["x"], name);
const moment = () => new Promise((done) => setTimeout(done));
/** The server has it, and it stands in the text. */
const arrives = async (name: string) => {
  await moment();
  under.get(name)!({ src: `picture:${hash(name)}`, alt: name });
  await moment();
};
const shown = () =>
  editor.state.doc.textBetween(0, editor.state.doc.content.size, "/", (leaf) => (leaf.type.name === "image" ? `[${leaf.attrs.alt}]` : ""));
const after = (words: string) => {
  let found = -1;
  editor.state.doc.descendants((node, at) => {
    const within = node.isText ? node.text!.indexOf(words) : -1;
    if (within >= 0) found = at + within + words.length;
  });
  return found;
};

beforeEach(() => {
  document.body.innerHTML = "<div id=here></div><div id=there></div>";
  const here = new Y.Doc();
  const there = new Y.Doc();
  here.on("update", (update: Uint8Array, origin: unknown) => void (origin !== "line" && Y.applyUpdate(there, update, "line")));
  there.on("update", (update: Uint8Array, origin: unknown) => void (origin !== "line" && Y.applyUpdate(here, update, "line")));
  const made = (place: string, doc: Y.Doc) =>
    new Editor({ element: document.querySelector(place)!, injectCSS: false, extensions: [...schema, Collaboration.configure({ document: doc })] });
  editor = made("#here", here);
  other = made("#there", there);
  editor.commands.setContent("<p>De pomp viel uit.</p><p>De monteur kwam.</p>");
  under = new Map();
  told = "";
  waits = new Map();
  files = arriving();
});
afterEach(() => {
  editor.destroy();
  other.destroy();
});

test("several that are dropped at once stand in their own order", async () => {
  void files.add([file("1"), file("2"), file("3")], after("De pomp"));
  for (const name of ["1", "2", "3"]) await arrives(name);
  expect(shown()).toBe("De pomp[1][2][3] viel uit./De monteur kwam.");
  expect(other.getJSON()).toEqual(editor.getJSON());
});

test("what the writer and others write meanwhile moves the place along", async () => {
  void files.add([file("1"), file("2")], after("De pomp"));
  other.commands.insertContentAt(1, "Gisteren: ");
  editor.commands.insertContentAt(1, "Let op. ");
  await arrives("1");
  other.commands.insertContentAt(0, { type: "paragraph", content: [{ type: "text", text: "Door een ander." }] });
  await arrives("2");
  expect(shown()).toBe("Door een ander./Let op. Gisteren: De pomp[1][2] viel uit./De monteur kwam.");
});

test("what is typed on at the place comes after the picture, and the cursor stays behind it", async () => {
  editor.commands.setTextSelection(after("kwam."));
  void files.add([file("1")]);
  editor.commands.insertContent(" Hij keek");
  await arrives("1");
  editor.commands.insertContent(" lang.");
  expect(shown()).toBe("De pomp viel uit./De monteur kwam.[1] Hij keek lang.");
});

test("of two that are pasted at one place the first stands first, whichever is there first", async () => {
  editor.commands.setTextSelection(after("kwam."));
  void files.add([file("1")]);
  void files.add([file("2")]);
  await arrives("2");
  await arrives("1");
  expect(shown()).toBe("De pomp viel uit./De monteur kwam.[1][2]");
});

test("where the words around it are gone, no other word is broken", async () => {
  void files.add([file("1"), file("2")], after("De mon"));
  other.commands.deleteRange({ from: after("uit.") + 1, to: after("kwam.") + 1 });
  await arrives("1");
  editor.commands.setContent("<p>Een heel andere tekst.</p>");
  await arrives("2");
  expect(shown()).toBe("Een heel andere tekst./[2]");
});

test("it waits for all of them, and tells which did not come in", async () => {
  expect([files.busy, await files.arrived()]).toEqual([false, true]);
  void files.add([file("1"), file("2"), file("3")]);
  expect([files.busy, told]).toEqual([true, "adding"]);
  await moment();
  let all: boolean | null = null;
  void files.arrived().then((answer) => (all = answer));
  under.get("1")!({ reason: "1: too large" });
  await moment();
  await arrives("2");
  expect([all, files.busy]).toEqual([null, true]);
  await arrives("3");
  expect([all, files.busy, told]).toEqual([false, false, "1: too large"]);
  expect(await files.arrived()).toBe(true);
});

test("it is kept here until it stands in the text, or never will", async () => {
  void files.add([file("1"), file("2")], after("De pomp"));
  await moment();
  expect([...waits.values()].map((one) => one.file.name)).toEqual(["1", "2"]);
  await arrives("1");
  expect([...waits.values()].map((one) => one.file.name)).toEqual(["2"]);
  under.get("2")!({ reason: "2: too large" });
  await moment();
  expect(waits.size).toBe(0);
});

test("what was on its way when a page ended comes where it would have stood, once", async () => {
  void files.add([file("1"), file("2")], after("De pomp"));
  await moment();
  const left = new Map(waits);
  await arrives("1");
  // As if the browser was killed before it noted that the first one stands there, and others wrote on.
  waits = left;
  other.commands.insertContentAt(1, "Gisteren: ");
  under.clear();
  files = arriving();
  void files.goOn();
  await moment();
  expect([files.busy, told]).toEqual([true, "goingOn"]);
  await arrives("1");
  await arrives("2");
  expect(shown()).toBe("Gisteren: De pomp[1][2] viel uit./De monteur kwam.");
  expect([files.busy, told, waits.size]).toEqual([false, "wentOn", 0]);
});

test("what does not arrive then either waits on, and is told by its name; what is refused goes", async () => {
  void files.add([file("1"), file("2")], after("De pomp"));
  await moment();
  under.clear();
  files = arriving();
  void files.goOn();
  await moment();
  under.get("1")!({ reason: "failed", again: true });
  await moment();
  under.get("2")!({ reason: "2: too large" });
  await moment();
  expect(told).toBe("wentNotOn 2: too large");
  expect([...waits.values()].map((one) => one.file.name)).toEqual(["1"]);
});

test("into code a picture comes as a part of its own", async () => {
  editor.commands.setContent("<pre><code>regel een</code></pre>");
  void files.add([file("1")], 4);
  await arrives("1");
  expect(shown()).toContain("[1]");
});

import { expect, test } from "vitest";
import * as Y from "yjs";
import { hadAfter, hadOf } from "../writing/had.ts";
import { unsentIn } from "./unsent.ts";

const paragraph = (words: string) => {
  const made = new Y.XmlElement("paragraph");
  made.insert(0, [new Y.XmlText(words)]);
  return made;
};
const text = (doc: Y.Doc) => doc.getXmlFragment("default");
const firstOf = (doc: Y.Doc, which: number) => (text(doc).get(which) as Y.XmlElement).get(0) as Y.XmlText;

/** One that stands on the server, opened here. */
function opened(): Y.Doc {
  const there = new Y.Doc();
  there.getMap<string>("about").set("title", "De pomp");
  text(there).insert(0, [paragraph("Geheim van een ander."), paragraph("De pomp viel uit."), paragraph("Bel de monteur.")]);
  const here = new Y.Doc();
  Y.applyUpdate(here, Y.encodeStateAsUpdate(there));
  return here;
}

test("what the server has is not shown, also when something was taken out since", () => {
  const doc = opened();
  const had = Y.encodeStateVector(doc);
  firstOf(doc, 0).delete(0, 3);
  expect(unsentIn(doc, had)).toBeNull();
});

test("paragraphs with words that the server lacks are shown whole, and no others", () => {
  const doc = opened();
  firstOf(doc, 2).insert(0, "Eerst: ");
  const had = Y.encodeStateVector(doc);
  firstOf(doc, 1).insert(0, "Gisteren: ");
  firstOf(doc, 1).delete(10, 3);
  const quote = new Y.XmlElement("blockquote");
  quote.insert(0, [paragraph("Alleen hier."), paragraph("  ")]);
  text(doc).insert(3, [quote]);
  firstOf(doc, 0).insert(0, "weg");
  firstOf(doc, 0).delete(0, 3);
  expect(unsentIn(doc, had)).toEqual({ title: "De pomp", isRenamed: false, lines: ["Gisteren: pomp viel uit.", "Alleen hier."] });
});

test("a title alone is something, and of a text that the server never had everything is", () => {
  const doc = opened();
  const had = Y.encodeStateVector(doc);
  doc.getMap<string>("about").set("title", "Een andere pomp");
  expect(unsentIn(doc, had)).toEqual({ title: "Een andere pomp", isRenamed: true, lines: [] });
  expect(unsentIn(doc, undefined)!.lines).toHaveLength(3);
  expect(unsentIn(new Y.Doc(), undefined)).toBeNull();
});

/** What of `doc` the server has, as a page with a line to it knows. */
function watched(doc: Y.Doc): { had: Uint8Array } {
  const known = { had: Y.encodeStateVector(doc) };
  doc.on("update", (_update: Uint8Array, origin: unknown, _doc: Y.Doc, change: Y.Transaction) => {
    if (origin === "server") known.had = hadAfter(known.had, change);
  });
  return known;
}

test("what a colleague wrote is not shown, also when it came in while words from here were on their way", () => {
  const here = opened();
  const known = watched(here);
  const there = new Y.Doc();
  Y.applyUpdate(there, Y.encodeStateAsUpdate(here));
  text(here).insert(3, [paragraph("Alleen hier.")]);
  text(there).insert(0, [paragraph("Nog een geheim.")]);
  Y.applyUpdate(here, Y.encodeStateAsUpdate(there, Y.encodeStateVector(here)), "server");
  expect(text(here).length).toBe(5);
  expect(unsentIn(here, known.had)?.lines).toEqual(["Alleen hier."]);
});

test("of what two moments knew the server has, it has the furthest", () => {
  const doc = opened();
  const early = Y.encodeStateVector(doc);
  firstOf(doc, 1).insert(0, "Gisteren: ");
  const late = Y.encodeStateVector(doc);
  for (const had of [hadOf(early, late), hadOf(late, early), hadOf(undefined, late), hadOf(late, undefined)]) expect(unsentIn(doc, had)).toBeNull();
  expect(unsentIn(doc, hadOf(early, undefined))?.lines).toEqual(["Gisteren: De pomp viel uit."]);
});

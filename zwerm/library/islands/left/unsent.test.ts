import { expect, test } from "vitest";
import * as Y from "yjs";
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

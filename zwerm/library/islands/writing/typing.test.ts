import { expect, test } from "vitest";
import { waitBefore } from "./connection.ts";
import { hintOf } from "./questions.ts";
import { wordFor } from "./status.ts";
import { asked } from "./typing-asked.ts";

test.each([
  ["/", { kind: "slash", words: "", length: 1 }],
  ["Eerst dit /to-d", { kind: "slash", words: "to-d", length: 5 }],
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
  expect(wordFor(state, false)).toBe("saved");
  expect(wordFor({ ...state, saved: false }, false)).toBe("saving");
  expect(wordFor({ ...state, synced: false }, false)).toBe("connecting");
  expect(wordFor({ ...state, connected: false, synced: false }, false)).toBe("here");
  expect(wordFor({ ...state, ended: "forbidden" }, false)).toBe("forbidden");
});

test("it tries again later each time, and never later than twenty seconds", () => {
  expect([0, 1, 2, 10].map((attempt) => waitBefore(attempt, 1))).toEqual([400, 800, 1600, 20_000]);
});

test("a hint is plain words", () => {
  expect(hintOf([{ heading: "Acties", hint: "- [ ] Wat, wie, wanneer" }], " Acties ")).toBe("Wat, wie, wanneer");
});

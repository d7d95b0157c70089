import { beforeEach, expect, test, vi } from "vitest";
import { refusedAnswers, sendWaiting, wait, whenWaitingChanges, type Refusal } from "./waiting.ts";

// What this needs of a browser's database: one table, by key.
const rows = new Map<string, { key: string }>();

function transaction() {
  const asked = <T>(result: T) => ({ result });
  const done: { oncomplete?: () => void; objectStore?: unknown } = {};
  done.objectStore = () => ({
    getAll: () => asked([...rows.values()]),
    put: (row: { key: string }) => asked(rows.set(row.key, row)),
    delete: (key: string) => asked(rows.delete(key)),
  });
  queueMicrotask(() => done.oncomplete?.());
  return done;
}

let reachable = true;
let takes = true;

beforeEach(() => {
  vi.useFakeTimers();
  rows.clear();
  document.body.dataset["person"] = "tess";
  vi.stubGlobal("indexedDB", {
    open: () => {
      const opened = { result: { transaction }, onsuccess: () => undefined };
      queueMicrotask(() => opened.onsuccess());
      return opened;
    },
  });
  Object.defineProperty(navigator, "locks", { configurable: true, value: { request: (_: string, __: object, work: (lock: object) => unknown) => work({}) } });
  vi.stubGlobal("fetch", async (_: string, how: { body?: string }) => {
    if (!reachable) throw new TypeError("Failed to fetch");
    const keys = how.body && (JSON.parse(how.body) as { acts: { key: string }[] }).acts.map((one) => one.key);
    const told = takes ? { taken: keys, refused: [] } : { taken: [], refused: (keys || []).map((key) => ({ key, why: "changed" })) };
    return new Response(JSON.stringify(keys ? told : { owner: "tess", csrf: "c", most: 9 }));
  });
});

test("what could not be sent when the connection came back is sent soon after, once", async () => {
  const taken: number[] = [];
  whenWaitingChanges((sent) => sent && taken.push(sent.taken));
  reachable = false;
  await wait("practice-review", {}, "one");
  await vi.advanceTimersByTimeAsync(1500);
  await sendWaiting();
  expect(rows.size).toBe(1);
  reachable = true;
  await vi.advanceTimersByTimeAsync(5000);
  expect(rows.size).toBe(0);
  expect(taken).toEqual([1]);
});

test("each answer that is refused is told with its question, and what was answered stays", async () => {
  const refused: Refusal[] = [];
  whenWaitingChanges((sent) => sent && refused.push(...sent.refused));
  reachable = takes = false;
  const about = (asked: string) => ({ asked, course: "Pompen", page: `/learn/1/#${asked}` });
  await wait("bite-answer", { given: ["7"] }, "one", { ...about("liters"), said: "7" });
  await wait("bite-answer", { given: ["0"] }, "two", { ...about("kleur"), said: "Rood" });
  await wait("bite-end", { bite: ["b"] }, "three", about("Deel 1"));
  reachable = true;
  await vi.advanceTimersByTimeAsync(5000);
  await sendWaiting();
  expect(refused.map(({ about, why }) => [about?.asked, about?.course, why])).toEqual([
    ["liters", "Pompen", "changed"],
    ["kleur", "Pompen", "changed"],
    ["Deel 1", "Pompen", "changed"],
  ]);
  expect((await refusedAnswers()).map(({ about, why }) => [about?.said, why])).toEqual([["7", "changed"], ["Rood", "changed"]]);
  takes = true;
});

import { beforeEach, expect, test, vi } from "vitest";
import { sendWaiting, wait, whenWaitingChanges } from "./waiting.ts";

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
    return new Response(JSON.stringify(keys ? { taken: keys, refused: [] } : { owner: "tess", csrf: "c", most: 9 }));
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

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Seen } from "./seen.ts";

let told: { upto: string | null; threads: string[] }[] = [];
let hidden = false;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  hidden = false;
  document.body.innerHTML = `<input name="csrfmiddlewaretoken" value="t"><div data-tips="newest" data-me="me" data-seen="/seen/">
    <article id="tip-a" data-person="other"></article><article id="tip-b" data-person="other"></article><article id="tip-own" data-person="me"></article></div>`;
  vi.spyOn(document, "hidden", "get").mockImplementation(() => hidden);
  vi.stubGlobal("fetch", (_: string, { body }: { body: FormData }) => {
    told.push({ upto: body.get("upto") as string | null, threads: body.getAll("thread").map(String) });
    return Promise.resolve(new Response(null, { status: 204 }));
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function begin(): Seen {
  return new Seen(document.querySelector<HTMLElement>("[data-tips]")!);
}

function tip(id: string, thread = ""): { id: string; thread: string; number: number; changed: number; html: string } {
  return { id, thread, number: 1, changed: 1, html: "x" };
}

function looks(away: boolean): void {
  hidden = away;
  document.dispatchEvent(new Event("visibilitychange"));
}

it("tells once what came, when it is quiet", async () => {
  const seen = begin();
  seen.came({ upto: 4, tips: [tip("a")] });
  await vi.advanceTimersByTimeAsync(20_000);
  seen.came({ upto: 6, tips: [tip("b", "a"), tip("elsewhere", "z")] });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(told).toEqual([{ upto: "6", threads: ["a"] }]);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(told.length).toBe(1);
});

it("tells it when they leave, and nothing of what came while they looked elsewhere until they are back", () => {
  const seen = begin();
  seen.came({ upto: 4, tips: [tip("a")] });
  looks(true);
  expect(told).toEqual([{ upto: "4", threads: ["a"] }]);
  seen.came({ upto: 9, tips: [tip("b")] });
  window.dispatchEvent(new Event("pagehide"));
  expect(told.length).toBe(1);
  looks(false);
  looks(true);
  expect(told[1]).toEqual({ upto: "9", threads: ["b"] });
});

it("tells nothing of what one said oneself", async () => {
  begin().came({ upto: 4, tips: [tip("own")] });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual([]);
});

it("tells of one thread on its page, not of all that was said", () => {
  document.querySelector<HTMLElement>("[data-tips]")!.dataset.tips = "thread";
  begin().came({ upto: 4, tips: [tip("b", "a")] });
  window.dispatchEvent(new Event("pagehide"));
  expect(told).toEqual([{ upto: null, threads: ["a"] }]);
});

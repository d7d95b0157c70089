import { beforeEach, expect, test, vi } from "vitest";
import { lookAgain } from "./sight.ts";

const asked: { address: string; body?: string; keeps: boolean }[] = [];
let here = "tess";

beforeEach(() => {
  asked.length = 0;
  document.body.dataset["person"] = "tess";
  const kept = ["/knowledge/1/", "/knowledge/1/?from=4", "/knowledge/2/"].map((path) => ({ url: `https://zwerm.example${path}` }));
  vi.stubGlobal("caches", { has: async () => true, open: async () => ({ keys: async () => kept }) });
  vi.stubGlobal("fetch", async (address: string | URL, how: { body?: string; headers?: Record<string, string> } = {}) => {
    asked.push({ address: String(address), body: how.body, keeps: "Zwerm-Keep" in (how.headers ?? {}) });
    const told = String(address) === "/late/" ? { owner: here, csrf: "c", most: 9 } : { again: ["/knowledge/1/"] };
    return new Response(JSON.stringify(told));
  });
});

test("it asks after all pages at once, and for each that moved out of sight again", async () => {
  here = "tess";
  await lookAgain();
  expect(JSON.parse(asked[1]!.body!)).toEqual({ owner: "tess", pages: ["/knowledge/1/", "/knowledge/2/"] });
  expect(asked.slice(2)).toEqual([
    { address: "https://zwerm.example/knowledge/1/", body: undefined, keeps: true },
    { address: "https://zwerm.example/knowledge/1/?from=4", body: undefined, keeps: true },
  ]);
});

test("it tells nothing of one person's pages in the session of another", async () => {
  here = "kees";
  await lookAgain();
  expect(asked.map((one) => one.address)).toEqual(["/late/"]);
});

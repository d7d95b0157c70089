import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pauseAfter, Similar, type Written } from "./similar.ts";

const one = '<p data-count="1">1 die erop lijkt</p><ul><li><a href="/knowledge/1/">Een</a></li></ul>';
const none = '<p data-count="0">0</p><ul></ul>';
let panel: HTMLDetailsElement;
let written: Written;
let answers: string[];
let asked: number;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<details data-similar="/s/" data-empty><summary></summary><div data-found></div></details><p role="status"></p>';
  panel = document.querySelector("details")!;
  written = { title: "", text: "" };
  answers = [];
  asked = 0;
  vi.stubGlobal("fetch", () => {
    asked += 1;
    return Promise.resolve({ ok: true, text: () => Promise.resolve(answers.shift() ?? one) });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function type(similar: Similar, title: string): Promise<void> {
  for (const letter of title) {
    written = { ...written, title: written.title + letter };
    similar.changed();
    await vi.advanceTimersByTimeAsync(100);
  }
}

test("nothing is asked while someone types, and once when they pause", async () => {
  const similar = new Similar(panel, "", () => written);
  await type(similar, "De pomp piept ");
  expect(asked).toBe(0);
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toBe(1);
  expect(panel.hasAttribute("data-empty")).toBe(false);
  expect(panel.nextElementSibling!.textContent).toBe("1 die erop lijkt");
  similar.changed();
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toBe(1);
});

test("half a word waits longer than a whole one", () => {
  const before = { title: "", text: "" };
  expect(pauseAfter({ title: "De pom", text: "" }, before)).toBeGreaterThan(pauseAfter({ title: "De pomp ", text: "" }, before));
});

test("what stands there is not drawn again when the same is found, and goes when nothing is", async () => {
  const similar = new Similar(panel, "", () => written);
  await similar.ask({ title: "De pomp piept", text: "" });
  const drawn = panel.querySelector("a");
  await similar.ask({ title: "De pomp piept weer", text: "" });
  expect(panel.querySelector("a")).toBe(drawn);
  answers = [none];
  await similar.ask({ title: "Iets heel anders", text: "" });
  expect(panel.hasAttribute("data-empty")).toBe(true);
  expect(panel.open).toBe(false);
});

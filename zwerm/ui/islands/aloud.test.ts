import { beforeEach, expect, test, vi } from "vitest";
import { connectWithin } from "./base/behaviours.ts";
import { pieces } from "./aloud.ts";

const spoken: { text: string; lang: string; onend?: () => void }[] = [];
const cancel = vi.fn();

beforeEach(() => {
  spoken.length = 0;
  vi.stubGlobal("speechSynthesis", { speak: (one: (typeof spoken)[number]) => spoken.push(one), cancel });
  vi.stubGlobal("SpeechSynthesisUtterance", class {
    lang = "";
    constructor(public text: string) {}
  });
  document.body.innerHTML = `
    <button data-behaviour="reads-aloud" data-reads="article" data-said-stop="Stop" hidden><span data-part="words">Read</span></button>
    <article lang="nl"><h2>De pomp</h2><p>Hang hem <b>op</b>.<span class="unseen">x</span></p><p lang="en">Mind it.</p>
    <form><p>Question</p></form></article>`;
  connectWithin(document);
});

test("it reads what can be read, in its own language, and no questions", () => {
  expect(pieces(document.querySelector("article")!.parentNode!)).toEqual([
    { words: "De pomp", language: "nl" },
    { words: "Hang hem op.", language: "nl" },
    { words: "Mind it.", language: "en" },
  ]);
});

test("the button begins and stops", () => {
  const button = document.querySelector("button")!;
  expect(button.hidden).toBe(false);
  button.click();
  expect(spoken.map((one) => one.lang)).toEqual(["nl", "nl", "en"]);
  expect([button.getAttribute("aria-pressed"), button.textContent]).toEqual(["true", "Stop"]);
  button.click();
  expect([button.getAttribute("aria-pressed"), button.textContent]).toEqual(["false", "Read"]);
  expect(cancel).toHaveBeenCalled();
});

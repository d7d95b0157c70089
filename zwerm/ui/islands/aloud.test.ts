import { beforeEach, expect, test, vi } from "vitest";
import { connectWithin } from "./base/behaviours.ts";
import { pieces } from "./aloud.ts";

const spoken: { text: string; lang: string; onstart?: () => void; onend?: () => void }[] = [];
const cancel = vi.fn();

beforeEach(() => {
  spoken.length = 0;
  vi.stubGlobal("speechSynthesis", { speak: (one: (typeof spoken)[number]) => spoken.push(one), cancel });
  vi.stubGlobal("SpeechSynthesisUtterance", class {
    lang = "";
    constructor(public text: string) {}
  });
  document.body.innerHTML = `
    <button data-behaviour="reads-aloud" data-reads="article" data-said-stop="Stop" data-said-on="Read on" hidden><span data-part="words">Read</span></button>
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

test("words above a list within a list are read, once, and a long text in sentences", () => {
  const long = `${"Hang de pomp aan de lader en kijk of het lampje brandt. ".repeat(5)}`.trim();
  document.body.innerHTML = `<article lang="nl"><ul><li>Doe dit: <ul><li>Eerst</li><li><p>Dan</p></li></ul></li></ul><blockquote><p>Zo</p></blockquote><p>${long}</p></article>`;
  const said = pieces(document.body).map((one) => one.words);
  expect(said.slice(0, 4)).toEqual(["Doe dit:", "Eerst", "Dan", "Zo"]);
  expect(said.slice(4).join(" ")).toBe(long);
  expect(said.slice(4).every((one) => one.length <= 200 && one.endsWith("."))).toBe(true);
});

test("who stops goes on with the piece that was being said, and at the end begins anew", () => {
  const button = document.querySelector("button")!;
  button.click();
  spoken[1]!.onstart!();
  button.click();
  expect(button.textContent).toBe("Read on");
  spoken.length = 0;
  button.click();
  expect(spoken.map((one) => one.text)).toEqual(["Hang hem op.", "Mind it."]);
  spoken[1]!.onend!();
  expect(button.textContent).toBe("Read");
  spoken.length = 0;
  button.click();
  expect(spoken).toHaveLength(3);
});

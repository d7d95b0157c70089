import { beforeEach, expect, test } from "vitest";
import { describe as told, find } from "./anchors.ts";
import { mark } from "./marks.ts";
import { sentences } from "./sentences.ts";

let article: HTMLElement;
beforeEach(() => {
  document.body.innerHTML = `<article class="prose" lang="nl"><h2>Wacht</h2><p>Bel <strong>altijd</strong> de arts. Het nummer is 2222.</p>
    <ul><li>Controleer de pomp.<ul><li>Twee keer.</li></ul></li></ul><p>Bel de apotheek. Het nummer is 2222.</p></article>`;
  article = document.querySelector("article")!;
});

test("words are found across marks, and of equal ones those with the same words around them", () => {
  expect(find(article, { exact: "Bel altijd de arts.", prefix: "", suffix: "" })!.toString()).toBe("Bel altijd de arts.");
  const second = find(article, { exact: "Het nummer is 2222.", prefix: "Bel de apotheek.", suffix: "" })!;
  expect(second.startContainer.parentElement!.textContent).toContain("apotheek");
  expect(find(article, { exact: "Dit staat er niet", prefix: "", suffix: "" })).toBeNull();
});

test("what is told of marked words finds the same words again", () => {
  const range = find(article, { exact: "Het nummer is 2222.", prefix: "apotheek.", suffix: "" })!;
  const quote = told(article, range);
  expect(quote.exact).toBe("Het nummer is 2222.");
  expect(quote.prefix.endsWith("Bel de apotheek.")).toBe(true);
  expect(find(article, quote)!.startContainer).toBe(range.startContainer);
});

test("every sentence can be chosen, also one with other text inside its block", () => {
  expect(sentences(article, "nl").map(String)).toEqual([
    "Wacht",
    "Bel altijd de arts.",
    "Het nummer is 2222.",
    "Controleer de pomp.",
    "Twee keer.",
    "Bel de apotheek.",
    "Het nummer is 2222.",
  ]);
});

test("marks say what the text said, and a button after them leads to what is said", () => {
  const before = article.textContent;
  const thread = document.createElement("li");
  Object.assign(thread.dataset, { exact: "Bel altijd de arts.", prefix: "", suffix: "", label: "Reactie van Kees" });
  let opened = 0;
  const talked = mark(article, thread, 1, () => (opened += 1))!;
  expect(talked.pieces.map((piece) => piece.textContent).join("")).toBe("Bel altijd de arts.");
  talked.button.click();
  expect(opened).toBe(1);
  talked.button.remove();
  expect(article.textContent).toBe(before);
});

import { beforeEach, expect, test } from "vitest";

beforeEach(async () => {
  document.body.innerHTML = `
    <div class="prose"><p id="said">Hang de pomp   aan de lader.</p></div>
    <p id="beside">Elders</p>
    <a data-behaviour="remembers-selection" href="/practice/items/7/cards/">Onthoud dit</a>`;
  await import("./remember.ts");
  document.dispatchEvent(new Event("DOMContentLoaded"));
});

function select(id: string): string {
  const place = document.getElementById(id);
  if (!place?.firstChild) throw new Error(id);
  const range = document.createRange();
  range.selectNodeContents(place);
  const selection = document.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  document.dispatchEvent(new Event("selectionchange"));
  return document.querySelector("a")?.getAttribute("href") ?? "";
}

test("words that are selected in the text go along, and others do not", () => {
  expect(select("said")).toBe("/practice/items/7/cards/?quote=Hang+de+pomp+aan+de+lader.");
  expect(select("beside")).toBe("/practice/items/7/cards/");
});

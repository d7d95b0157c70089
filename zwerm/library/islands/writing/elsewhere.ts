/** A calm line above the text when someone changed the item outside this page: what they did stands in the text by then. */
import type { Elsewhere } from "./connection.ts";
import { said } from "./words.ts";

export function wordsFor(news: Elsewhere): string {
  const words = said(news.back === null ? "changedElsewhere" : "putBack");
  return words.replace("{who}", () => news.who).replace("{number}", String(news.back));
}

export function tellElsewhere(line: HTMLElement, news: Elsewhere): void {
  line.textContent = wordsFor(news);
}

/** The words of the editor come with the page, in the reader's language: `data-said-done="…"` on its element. */
let words: DOMStringMap = {};

export function speaks(element: HTMLElement): void {
  words = element.dataset;
}

export function said(name: string): string {
  return words[`said${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? name;
}

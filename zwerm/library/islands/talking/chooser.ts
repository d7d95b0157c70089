/** Choosing a sentence with two buttons, with the arrows, or with a tap on it: as good with a keyboard as with a thumb. */
import { sentences } from "./sentences.ts";

export class Chooser {
  private found: Range[] = [];
  private at = 0;
  private opener: HTMLElement | null = null;

  constructor(
    private readonly article: HTMLElement,
    private readonly bar: HTMLElement,
    takes: (range: Range) => void,
  ) {
    this.part("previous").addEventListener("click", () => this.choose(this.at - 1));
    this.part("next").addEventListener("click", () => this.choose(this.at + 1));
    this.part("leave").addEventListener("click", () => this.leave());
    this.part("take").addEventListener("click", () => {
      const range = this.found[this.at];
      this.leave();
      if (range) takes(range);
    });
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) this.choose(this.at + step);
      else if (event.key === "Escape") this.leave();
      else return;
      event.preventDefault();
    });
    article.addEventListener("click", (event) => {
      if (!this.open || (event.target as Element).closest("a, button")) return;
      const number = this.found.findIndex((range) => touches(range, event));
      if (number >= 0) this.choose(number);
    });
  }

  get open(): boolean {
    return !this.bar.hidden;
  }

  begin(opener: HTMLElement): void {
    this.opener = opener;
    this.found = sentences(this.article, this.article.lang);
    if (!this.found.length) return;
    this.bar.hidden = false;
    const seen = this.found.findIndex((range) => range.getBoundingClientRect().top > 80);
    // The button stands below the text: then the text is looked through from its begin.
    const beside = this.article.getBoundingClientRect().bottom > 120;
    this.choose(beside ? Math.max(0, seen) : 0);
    this.part("next").focus();
  }

  private choose(number: number): void {
    this.at = Math.max(0, Math.min(number, this.found.length - 1));
    const range = this.found[this.at]!;
    const selection = document.getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range.cloneRange());
    this.part("sentence").textContent = range.toString().replace(/\s+/g, " ");
    range.startContainer.parentElement?.scrollIntoView({ block: "center" });
  }

  private leave(): void {
    this.bar.hidden = true;
    document.getSelection()?.removeAllRanges();
    this.opener?.focus({ preventScroll: true });
  }

  private part(name: string): HTMLElement {
    return this.bar.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }
}

function touches(range: Range, { clientX, clientY }: MouseEvent): boolean {
  return [...range.getClientRects()].some(
    (box) => clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom,
  );
}

/** Where there is a margin, what is said stands beside the words that it is about; else in the list, and in a sheet when asked. */
import type { Talked } from "./marks.ts";

const gap = 12;

export class Margin {
  private readonly place = document.createElement("ol");
  private readonly wide = window.matchMedia("(width >= 72rem)");
  private readonly order: HTMLElement[];

  constructor(
    private readonly list: HTMLElement,
    private readonly aside: HTMLElement,
    private readonly talked: Talked[],
    private readonly sheet: HTMLDialogElement,
  ) {
    this.order = [...list.children] as HTMLElement[];
    this.place.className = "talk__threads talk-margin";
    this.wide.addEventListener("change", () => this.arrange());
    const again = new ResizeObserver(() => this.put());
    again.observe(document.querySelector("main")!);
    for (const { thread } of talked) again.observe(thread);
    this.arrange();
    void document.fonts.ready.then(() => this.put());
    sheet.addEventListener("close", () => this.arrange());
  }

  /** Shows what is said about these words, and brings the keyboard there. */
  open({ thread, pieces, button }: Talked): void {
    this.choose(thread, pieces);
    if (this.wide.matches) {
      thread.focus({ preventScroll: true });
      thread.scrollIntoView({ block: "nearest" });
      return;
    }
    const list = document.createElement("ol");
    list.className = "talk__threads";
    list.append(thread);
    this.sheet.querySelector("[data-part='sheet']")!.replaceChildren(list);
    this.sheet.showModal();
    this.sheet.addEventListener("close", () => button.focus(), { once: true });
  }

  private choose(thread: HTMLElement, pieces: HTMLElement[]): void {
    for (const one of this.talked) {
      one.thread.classList.toggle("thread--here", one.thread === thread);
      for (const piece of one.pieces) piece.classList.toggle("talked--here", pieces.includes(piece));
    }
  }

  private arrange(): void {
    const beside = new Set(this.wide.matches ? this.talked.map(({ thread }) => thread) : []);
    this.list.replaceChildren(...this.order.filter((thread) => !beside.has(thread)));
    this.place.replaceChildren(...beside);
    for (const thread of this.order) if (!beside.has(thread)) thread.style.removeProperty("top");
    if (beside.size) this.aside.append(this.place);
    else this.place.remove();
    this.put();
  }

  /** As high as the words, and below what stands there already. */
  private put(): void {
    if (!this.place.isConnected) return;
    const top = this.place.getBoundingClientRect().top;
    let free = 0;
    for (const { thread, pieces } of this.talked) {
      const wanted = pieces[0]!.getBoundingClientRect().top - top - gap;
      const height = Math.max(free, wanted);
      thread.style.top = `${Math.round(height)}px`;
      free = height + thread.offsetHeight + gap;
    }
    this.place.style.minHeight = `${Math.round(free)}px`;
  }
}

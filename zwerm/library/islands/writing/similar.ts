/**
 * What exists already, shown beside what someone writes. Asked after a pause, longer in the middle of a word, and only when the words
 * are others than before; what stands there stays until there is something else to show.
 */
const afterWord = 700;
const withinWord = 1800;

export interface Written {
  title: string;
  text: string;
}

/** Half a word finds other things than the whole one. */
export function pauseAfter(written: Written, before: Written): number {
  const typed = written.title !== before.title ? written.title : written.text;
  return /[\p{L}\p{N}]$/u.test(typed) ? withinWord : afterWord;
}

export class Similar {
  private last: Written = { title: "", text: "" };
  private asked = "";
  private shown = "";
  private timer = 0;
  private going: AbortController | null = null;
  private readonly wide = window.matchMedia("(width >= 85rem)");

  constructor(
    private readonly panel: HTMLDetailsElement,
    private readonly token: string,
    private readonly read: () => Written,
  ) {}

  /** Something was typed. */
  changed(): void {
    const now = this.read();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(now), pauseAfter(now, this.last));
    this.last = now;
  }

  async ask(written: Written): Promise<void> {
    const words = `${written.title}\n${written.text}`.replace(/\s+/g, " ").trim();
    if (words === this.asked) return;
    this.asked = words;
    this.going?.abort();
    this.going = new AbortController();
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.token);
    body.set("title", written.title);
    body.set("text", written.text.slice(0, 4000));
    body.set("item", this.panel.dataset.item ?? "");
    try {
      const answer = await fetch(this.panel.dataset.similar!, { method: "POST", body, signal: this.going.signal });
      if (answer.ok) this.show(await answer.text());
    } catch {
      // Nothing to show without a connection; what stands there may stay.
    }
  }

  private show(html: string): void {
    const found = new DOMParser().parseFromString(html, "text/html");
    const links = [...found.querySelectorAll("a")].map((link) => link.getAttribute("href")).join(" ");
    const count = found.querySelector("[data-count]");
    if (links === this.shown) return;
    this.shown = links;
    this.panel.toggleAttribute("data-empty", links === "");
    const told = count?.textContent ?? "";
    this.panel.querySelector("summary")!.textContent = told;
    // Aloud beside it: what can be pressed is no status.
    this.panel.nextElementSibling!.textContent = links === "" ? "" : told;
    count?.remove();
    this.panel.querySelector("[data-found]")!.replaceChildren(...found.body.childNodes);
    this.panel.open = links !== "" && (this.wide.matches || this.panel.open);
  }
}

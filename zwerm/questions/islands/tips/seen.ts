/**
 * What somebody saw come in is no news to them afterwards: told to the server when they leave the page, or when it has been quiet for a
 * while. Not at each message: many look on at once.
 */
import type { News } from "./line.ts";

const quiet = 30_000;

export class Seen {
  private upto = 0;
  private readonly threads = new Set<string>();
  private readonly behind: News[] = [];
  private timer = 0;

  constructor(private readonly area: HTMLElement) {
    document.addEventListener("visibilitychange", () => (document.hidden ? this.tell() : this.look()));
    window.addEventListener("pagehide", () => this.tell());
  }

  /** Call it when it stands on the page. What comes while they look at something else waits until they are back. */
  came(news: News): void {
    if (document.hidden) this.behind.push(news);
    else this.saw(news);
  }

  private look(): void {
    for (const news of this.behind.splice(0)) this.saw(news);
  }

  private saw(news: News): void {
    for (const tip of news.tips) {
      const shown = document.getElementById(`tip-${tip.id}`);
      if (shown && shown.dataset.person !== this.area.dataset.me) this.threads.add(tip.thread || tip.id);
    }
    this.upto = news.upto;
    window.clearTimeout(this.timer);
    if (this.threads.size) this.timer = window.setTimeout(() => this.tell(), quiet);
  }

  private tell(): void {
    window.clearTimeout(this.timer);
    if (!this.threads.size) return;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "");
    // A page of one thread shows nothing of the others.
    if (this.area.dataset.tips === "newest") body.set("upto", String(this.upto));
    for (const thread of this.threads) body.append("thread", thread);
    this.threads.clear();
    void fetch(this.area.dataset.seen!, { method: "POST", body, keepalive: true }).catch(() => undefined);
  }
}

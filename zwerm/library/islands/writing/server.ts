/** What is asked of the server beside the socket. */
import { send, type Refusal } from "../sending.ts";
import type { Door } from "./connection.ts";
import type { Added } from "./files.ts";
import type { Thing } from "./typing-asked.ts";

export class Server {
  readonly item: string;
  readonly isNew: boolean;
  /** Words that were written before this page was opened, for an item that does not exist yet. */
  readonly wasWrittenIn: boolean;

  constructor(private readonly page: HTMLElement) {
    this.isNew = page.dataset.begins !== undefined;
    const remembered = this.isNew ? localStorage.getItem(this.place) : null;
    this.wasWrittenIn = remembered !== null;
    this.item = remembered ?? page.dataset.item!;
  }

  get socket(): string {
    const address = new URL(`/live/items/${this.item}/?begun=${this.begun}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    return address.href;
  }

  /** What the copy in this browser is called: each beginning of a text has one of its own. */
  get room(): string {
    return ["zwerm-room", this.page.dataset.person, this.begun, this.item].filter(Boolean).join(":");
  }

  private get begun(): string {
    return this.page.dataset.beginning ?? "";
  }

  get endsAt(): string {
    return `/knowledge/${this.item}/editing/session/`;
  }

  private get space(): string {
    return this.page.querySelector<HTMLSelectElement>("select[name='space']")?.value ?? "";
  }

  /** Where this browser remembers the id of what was begun without a connection. */
  private get place(): string {
    return `zwerm-new:${this.page.dataset.person}:${this.page.dataset.kind}`;
  }

  /** Raises "refused" when it may not begin in the space that is chosen. */
  async begin(title: string): Promise<void> {
    localStorage.setItem(this.place, this.item);
    const body = this.form();
    body.set("item", this.item);
    body.set("title", title);
    body.set("space", this.space);
    const answer = await fetch(this.page.dataset.begins!, { method: "POST", body });
    // Who is signed out is sent to another page, and that one is well.
    if (!answer.ok || answer.redirected) throw new Error(answer.status === 422 ? "refused" : `not begun: ${answer.status}`);
    localStorage.removeItem(this.place);
    delete this.page.dataset.begins;
    history.replaceState(null, "", `/knowledge/${this.item}/editing/`);
  }

  /** Whether this person may write here now; null when nobody can tell. */
  async door(): Promise<Door> {
    if (this.page.dataset.begins !== undefined) return null; // nothing is there yet to be shut out of
    try {
      const answer = await fetch(`/knowledge/${this.item}/editing/door/`, { redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect") return "out";
      return answer.ok ? "open" : answer.status === 404 ? "shut" : null;
    } catch {
      return null;
    }
  }

  async search(kind: "item" | "person", words: string): Promise<Thing[]> {
    try {
      // Only who will read it can be named: those who see the item, or the space that it is going to.
      const where = { item: this.item, space: this.space };
      const answer = await fetch(`${this.page.dataset.things}?${new URLSearchParams({ kind, q: words, ...where })}`);
      return answer.ok ? ((await answer.json()) as { things: Thing[] }).things : [];
    } catch {
      return []; // without a connection there is nothing to find
    }
  }

  async keepFile(file: File): Promise<Added | Refusal> {
    const address = `/knowledge/${this.item}/editing/files/`;
    return send<Added>(file, address, this.form(), Number(this.page.dataset.most), this.page.dataset);
  }

  private form(): FormData {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.page.querySelector<HTMLInputElement>("[name='csrfmiddlewaretoken']")!.value);
    return body;
  }
}

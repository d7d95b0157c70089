/**
 * What was written and is not yet on the server waits here, in this tab, and goes when there is a line. Each has a key of its own, so that the server
 * keeps it once however often it is sent.
 */
import { waitBefore } from "../../../ui/islands/base/again.ts";

interface Waiting {
  key: string;
  words: string;
  /** Ids of the colleagues who were chosen while "@" was typed. */
  named?: string[];
}

export class Outbox {
  private readonly box: HTMLTextAreaElement;
  private readonly name: string;
  private sending = false;
  private attempt = 0;
  private timer = 0;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly area: HTMLElement,
  ) {
    this.box = form.querySelector("textarea")!;
    this.name = `tips:${area.dataset.me}:${area.dataset.space}:${form.querySelector<HTMLInputElement>("[name=thread]")?.value ?? ""}`;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.take();
    });
    // Not on the box itself: what a list of colleagues there takes does not come here.
    this.form.addEventListener("keydown", (event) => {
      if (event.target !== this.box) return;
      // On a phone the same key begins a line; there one presses the button.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || matchMedia("(pointer: coarse)").matches) return;
      event.preventDefault();
      this.take();
    });
    window.addEventListener("online", () => void this.send());
    this.show();
    void this.send();
  }

  /** All that waits, in its order. What does not arrive is tried again a little later. */
  async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    window.clearTimeout(this.timer);
    try {
      for (let next = this.read()[0]; next; next = this.read()[0]) {
        if (await this.arrives(next)) this.attempt = 0;
        else break;
      }
    } finally {
      this.sending = false;
      this.show();
    }
    if (!this.read().length) return;
    this.timer = window.setTimeout(() => void this.send(), waitBefore(this.attempt, Math.random()));
    this.attempt += 1;
  }

  private take(): void {
    const words = this.box.value.trim();
    if (!words) return this.box.focus();
    this.refuse("");
    const picked = [...this.form.querySelectorAll<HTMLInputElement>("[name=named]")];
    this.keep([...this.read(), { key: crypto.randomUUID(), words, named: picked.map((one) => one.value) }]);
    for (const one of picked) one.remove();
    this.box.value = "";
    this.box.focus();
    this.show();
    void this.send();
  }

  /** Whether the next one can go. */
  private async arrives(one: Waiting): Promise<boolean> {
    const body = new FormData(this.form);
    body.set("words", one.words);
    body.set("key", one.key);
    body.delete("named");
    for (const id of one.named ?? []) body.append("named", id);
    let answer: Response;
    try {
      answer = await fetch(this.form.action, { method: "POST", body, redirect: "manual", headers: { "zwerm-quietly": "yes" } });
    } catch {
      return false;
    }
    if (answer.status >= 500) return false;
    this.keep(this.read().filter((other) => other.key !== one.key));
    if (answer.ok) return true;
    // Back in the box: it can be changed and sent again.
    const reason = answer.status === 422 ? ((await answer.json()) as { reason: string }).reason : (this.area.dataset.saidFailed ?? "");
    this.box.value = [one.words, this.box.value].filter(Boolean).join("\n");
    for (const value of one.named ?? []) this.form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "named", value }));
    this.refuse(reason);
    return false;
  }

  private refuse(reason: string): void {
    const error = this.form.querySelector<HTMLElement>("#tip-error");
    if (!error) return;
    error.hidden = !reason;
    error.querySelector("span")!.textContent = reason;
    this.form.querySelector(".field")?.classList.toggle("field--error", Boolean(reason));
  }

  private show(): void {
    this.form.querySelector(".tips__waiting")?.remove();
    const waiting = this.read();
    if (!waiting.length) return;
    const list = document.createElement("ul");
    list.className = "tips__waiting";
    for (const one of waiting) {
      const entry = document.createElement("li");
      const state = document.createElement("span");
      state.className = "faint";
      state.textContent = this.area.dataset.saidSending ?? "";
      entry.append(one.words, " ", state);
      list.append(entry);
    }
    this.form.append(list);
  }

  private read(): Waiting[] {
    try {
      return JSON.parse(sessionStorage.getItem(this.name) ?? "[]") as Waiting[];
    } catch {
      return [];
    }
  }

  private keep(waiting: Waiting[]): void {
    sessionStorage.setItem(this.name, JSON.stringify(waiting));
  }
}

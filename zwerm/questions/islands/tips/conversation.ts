/** What stands on the page of a conversation: each tip once, in the place of what it was. */
import type { News, Told } from "./line.ts";

export class Conversation {
  private readonly list: HTMLElement;
  private pill: HTMLButtonElement | null = null;

  constructor(private readonly area: HTMLElement) {
    this.list = area.querySelector<HTMLElement>(".tips__list")!;
    this.area.addEventListener("submit", (event) => void this.quietly(event));
  }

  take(news: News): void {
    for (const told of news.tips) this.put(told);
  }

  away(gone: boolean): void {
    let notice = this.area.querySelector<HTMLElement>(".tips__away");
    if (!gone) return notice?.remove();
    if (notice) return;
    notice = document.createElement("p");
    notice.className = "tips__away soft";
    notice.setAttribute("role", "status");
    notice.textContent = this.area.dataset.saidAway ?? "";
    this.area.prepend(notice);
  }

  private put(told: Told): void {
    const known = document.getElementById(`tip-${told.id}`);
    if (known && Number(known.dataset.changed) >= told.changed) return;
    if (!told.html) return known?.closest("li")?.remove();
    const made = this.made(told.html, known);
    if (known) return this.replace(known, made);
    const place = told.thread ? this.list.querySelector(`[data-thread="${CSS.escape(told.thread)}"] > .tips__replies`) : this.newest();
    if (!place) return;
    const entry = document.createElement("li");
    entry.dataset.number = String(told.number);
    entry.append(made);
    if (!told.thread) {
      entry.dataset.thread = told.id;
      const replies = document.createElement("ol");
      replies.className = "tips__replies";
      entry.append(replies);
    }
    insert(place, entry, Boolean(told.thread));
    document.querySelector("[data-empty]")?.remove();
    if (made.dataset.person !== this.area.dataset.me) this.announce(entry);
  }

  /** Who has the focus in it keeps it. */
  private replace(known: HTMLElement, made: HTMLElement): void {
    const focused = known.contains(document.activeElement) ? focusedIn(known) : -1;
    known.replaceWith(made);
    if (focused >= 0) (reachable(made)[focused] ?? made).focus();
  }

  /** On the page of a thread only what belongs to it comes; on a page of what was earlier nothing does. */
  private newest(): HTMLElement | null {
    return this.area.dataset.tips === "newest" ? this.list : null;
  }

  /** As the server sends it to everybody, made ready for who reads it here. */
  private made(html: string, known: HTMLElement | null): HTMLElement {
    const pattern = document.createElement("template");
    pattern.innerHTML = html;
    const made = pattern.content.firstElementChild as HTMLElement;
    const own = made.dataset.person === this.area.dataset.me;
    const more = made.querySelector<HTMLElement>(".tip__more");
    if (more) more.hidden = !own && this.area.dataset.looksAfter === undefined;
    const change = made.querySelector<HTMLElement>("[data-own]");
    if (change && own) change.dataset.own = "yes";
    const react = made.querySelector<HTMLElement>(".tip__react");
    if (react) react.hidden = own;
    const token = document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    for (const form of made.querySelectorAll("form")) form.prepend(hidden("csrfmiddlewaretoken", token));
    for (const form of made.querySelectorAll<HTMLFormElement>("form:has(.reaction)")) {
      const button = form.querySelector<HTMLButtonElement>(".reaction")!;
      button.disabled = own;
      if (pressed(known, kindOf(form))) press(form, true);
    }
    return made;
  }

  /** Announced to who does not see it, and a way to it for who looks elsewhere. */
  private announce(entry: HTMLElement): void {
    if (this.area.dataset.tips !== "newest" || entry.getBoundingClientRect().top >= 0) return;
    if (!this.pill) {
      const pill = (this.pill = document.createElement("button"));
      pill.type = "button";
      pill.className = "button tips__new";
      pill.textContent = this.area.dataset.saidNew ?? "";
      pill.addEventListener("click", () => {
        this.list.querySelector<HTMLElement>(".tip")?.focus();
        window.scrollTo({ top: 0 });
        pill.remove();
        this.pill = null;
      });
      this.area.append(pill);
    }
  }

  /** What is pressed on a tip goes without leaving the page; its new look comes over the line. */
  private async quietly(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    if (!form.matches("[data-quietly]")) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    const wanted = body.get("kind") !== null && !body.has("undo");
    const answer = await fetch(form.action, { method: "POST", body, headers: { "zwerm-quietly": "yes" } }).catch(() => null);
    if (!answer?.ok) return form.submit();
    form.closest("details")?.removeAttribute("open");
    const kind = body.get("kind");
    if (typeof kind === "string") this.remember(form, kind, wanted);
  }

  /** What one pressed oneself, nobody else can tell: it stays as it was pressed when the new look comes. */
  private remember(form: HTMLFormElement, kind: string, wanted: boolean): void {
    const tip = form.closest<HTMLElement>(".tip");
    if (!tip) return;
    const mine = new Set((tip.dataset.mine ?? "").split(" ").filter(Boolean));
    tip.dataset.mine = [...mine].filter((one) => one !== kind).concat(wanted ? [kind] : []).join(" ");
    tip.dataset.told = [...new Set([...(tip.dataset.told ?? "").split(" "), kind])].join(" ").trim();
    const now = document.getElementById(tip.id);
    for (const one of now?.querySelectorAll<HTMLFormElement>("form:has(.reaction)") ?? []) if (kindOf(one) === kind) press(one, wanted);
    if (now && now !== tip) Object.assign(now.dataset, { mine: tip.dataset.mine, told: tip.dataset.told });
  }
}

function insert(place: Element, entry: HTMLElement, oldestFirst: boolean): void {
  const number = Number(entry.dataset.number);
  const after = [...place.children].find((one) => {
    const other = Number((one as HTMLElement).dataset.number);
    return oldestFirst ? other > number : other < number;
  });
  place.insertBefore(entry, after ?? null);
}

function hidden(name: string, value: string): HTMLInputElement {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}

function kindOf(form: HTMLFormElement): string {
  return form.querySelector<HTMLInputElement>("input[name=kind]")?.value ?? "";
}

function pressed(known: HTMLElement | null, kind: string): boolean {
  if (!known) return false;
  if ((known.dataset.told ?? "").split(" ").includes(kind)) return (known.dataset.mine ?? "").split(" ").includes(kind);
  const forms = [...known.querySelectorAll<HTMLFormElement>("form:has(.reaction)")];
  return forms.some((form) => kindOf(form) === kind && form.querySelector(".reaction")!.getAttribute("aria-pressed") === "true");
}

function press(form: HTMLFormElement, on: boolean): void {
  form.querySelector(".reaction")!.setAttribute("aria-pressed", String(on));
  form.querySelector("[name=undo]")?.remove();
  if (on) form.append(hidden("undo", "1"));
}

function reachable(tip: HTMLElement): HTMLElement[] {
  return [...tip.querySelectorAll<HTMLElement>("a, button, summary")];
}

function focusedIn(tip: HTMLElement): number {
  return reachable(tip).indexOf(document.activeElement as HTMLElement);
}

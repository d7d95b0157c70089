/** Writing without losing anything: what is typed stays in this browser until it is saved, and files come in by pasting. */
import { behaves } from "../../ui/islands/base/behaviours.ts";
import { moment } from "../../ui/islands/base/moments.ts";
import { filesOf, pasted, send } from "./sending.ts";
import { Similar } from "./writing/similar.ts";

const pause = 400;
const days = 30;
const prefix = "zwerm-typing:";

export interface Typed {
  title: string;
  text: string;
  when: number;
}

export function remembered(store: Storage, name: string): Typed | null {
  try {
    const found = JSON.parse(store.getItem(prefix + name) ?? "null") as Typed | null;
    return found && typeof found.text === "string" ? found : null;
  } catch {
    return null;
  }
}

export function remember(store: Storage, name: string, typed: Typed): void {
  try {
    store.setItem(prefix + name, JSON.stringify(typed));
  } catch {
    // Full or forbidden: the page itself still holds the text.
  }
}

export function forget(store: Storage, name: string): void {
  store.removeItem(prefix + name);
}

/** What was typed long ago and never saved goes, so that it doesn't stay in a shared browser for ever. */
export function forgetOld(store: Storage, now: number): void {
  for (const key of Object.keys(store)) {
    if (!key.startsWith(prefix)) continue;
    const typed = remembered(store, key.slice(prefix.length));
    if (!typed || now - typed.when > days * 24 * 3600 * 1000) store.removeItem(key);
  }
}

const same = (one: string, other: string) => one.replace(/\r\n/g, "\n").trim() === other.replace(/\r\n/g, "\n").trim();

behaves("keeps-typing", (element) => {
  const form = element as HTMLFormElement;
  const name = form.dataset.typed ?? "";
  const text = form.querySelector<HTMLTextAreaElement>("textarea[name='text']")!;
  const title = form.querySelector<HTMLInputElement>("input[name='title']")!;
  const notice = form.querySelector<HTMLElement>("[data-found]")!;
  let timer = 0;

  const keep = () => remember(localStorage, name, { title: title.value, text: text.value, when: Date.now() });
  const panel = form.querySelector<HTMLDetailsElement>("[data-similar]");
  const token = form.querySelector<HTMLInputElement>("[name='csrfmiddlewaretoken']")?.value ?? "";
  const similar = panel && new Similar(panel, token, () => ({ title: title.value, text: text.value }));
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, pause);
    similar?.changed();
  });
  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    keep();
  });

  forgetOld(localStorage, Date.now());
  const found = remembered(localStorage, name);
  if (!found || (same(found.text, text.value) && same(found.title, title.value))) return;
  notice.hidden = false;
  const when = notice.querySelector<HTMLElement>("[data-found-when]");
  if (when) when.textContent = moment(found.when, "long");
  notice.querySelector("[data-put-back]")?.addEventListener("click", () => {
    title.value = found.title;
    text.value = found.text;
    notice.hidden = true;
    text.focus();
  });
  notice.querySelector("[data-throw-away]")?.addEventListener("click", () => {
    forget(localStorage, name);
    notice.hidden = true;
    text.focus();
  });
});

/** Stands on the page that comes after saving. */
behaves("forgets-typing", (element) => forget(localStorage, element.dataset.typed ?? ""));

/** Puts `words` where the cursor is, as a paragraph of its own. */
export function insert(area: HTMLTextAreaElement, words: string): void {
  const before = area.value.slice(0, area.selectionStart);
  const after = area.value.slice(area.selectionEnd);
  const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const rest = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  area.value = `${before}${gap}${words}${rest}${after}`;
  const place = before.length + gap.length + words.length + rest.length;
  area.setSelectionRange(place, place);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

behaves("takes-files", (element) => {
  const form = element as HTMLFormElement;
  const text = form.querySelector<HTMLTextAreaElement>("textarea[name='text']")!;
  const chooser = form.querySelector<HTMLInputElement>("input[type='file']");
  const status = form.querySelector<HTMLElement>("[data-status]");
  const tell = (words: string) => {
    if (status) status.textContent = words;
  };

  /** Puts the file into the text; answers why it could not be added, or nothing. */
  const add = async (file: File): Promise<string> => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.querySelector<HTMLInputElement>("[name='csrfmiddlewaretoken']")!.value);
    const told = await send<{ markdown: string }>(file, form.dataset.files!, body, Number(form.dataset.most), status?.dataset ?? {});
    if ("reason" in told) return told.reason;
    insert(text, told.markdown);
    return "";
  };

  let reasons = new Set<string>();
  let adding = Promise.resolve();
  let busy = 0;
  /** One after the other: the last stands last, also of two that were pasted apart. */
  const addAll = (files: Iterable<File>): Promise<void> => {
    if (!busy++) reasons = new Set();
    tell(status?.dataset.saidAdding ?? "");
    adding = adding.then(async () => {
      for (const file of files) reasons.add(await add(file));
      if (!--busy) tell([...reasons].filter(Boolean).join(" "));
    });
    return adding;
  };

  // What is still on its way would not be in what is sent.
  let waits: { pressed: HTMLElement | null } | null = null;
  form.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    tell(status?.dataset.saidWaiting ?? "");
    const goesAlready = waits !== null;
    waits = { pressed: event.submitter };
    if (!goesAlready) void goOn();
  });
  const goOn = async (): Promise<void> => {
    while (busy) await adding;
    const pressed = waits?.pressed ?? null;
    waits = null;
    if (![...reasons].some(Boolean)) form.requestSubmit(pressed);
  };
  window.addEventListener("beforeunload", (event) => {
    if (busy) event.preventDefault();
  });

  text.addEventListener("paste", (event) => {
    const found = pasted(event.clipboardData);
    if (!found.length) return;
    event.preventDefault();
    void addAll(found);
  });
  text.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  text.addEventListener("drop", (event) => {
    const found = filesOf(event.dataTransfer);
    if (!found.length) return;
    event.preventDefault();
    void addAll(found);
  });
  chooser?.addEventListener("change", async () => {
    const chosen = [...(chooser.files ?? [])];
    if (!chosen.length) return;
    // They go into the text at once, so nothing stays chosen here; the field's own list hears it too.
    chooser.value = "";
    chooser.dispatchEvent(new Event("change", { bubbles: true }));
    await addAll(chosen);
  });
});

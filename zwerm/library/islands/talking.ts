/** Talking about an item: what is said about certain words stands beside them, and any words can be talked about. */
import { behaves } from "../../ui/islands/base/behaviours.ts";
import { describe } from "./talking/anchors.ts";
import type { Chooser } from "./talking/chooser.ts";
import { Margin } from "./talking/margin.ts";
import { mark, type Talked } from "./talking/marks.ts";

const patience = 250;

behaves("talks-about-words", (section) => {
  const article = document.querySelector<HTMLElement>("article.prose");
  const dialog = document.querySelector<HTMLDialogElement>("#talk-about");
  if (!article || !dialog) return;
  const part = <E extends HTMLElement>(name: string) => section.querySelector<E>(`[data-part="${name}"]`)!;

  const say = (range: Range) => {
    for (const [name, value] of Object.entries(describe(article, range))) {
      dialog.querySelector<HTMLInputElement>(`[name="${name}"]`)!.value = value;
    }
    dialog.querySelector("[data-part='quote']")!.textContent = range.toString().replace(/\s+/g, " ").trim();
    dialog.showModal();
    dialog.querySelector("textarea")!.focus();
  };
  let chooser: Chooser | null = null;
  part("begin").addEventListener("click", async () => {
    chooser ??= new (await import("./talking/chooser.ts")).Chooser(article, part("chooser"), say);
    chooser.begin(part("begin"));
  });
  offersHere(article, part("here"), () => chooser?.open ?? false, say);
  showsMarks(article, part("threads"));
});

behaves("names-colleagues", (form) => {
  const { things, saidColleagues } = document.querySelector<HTMLElement>("#talk")!.dataset;
  // Few who read also write: the rest only reads.
  form.addEventListener(
    "focusin",
    async () => (await import("./talking/naming.ts")).namesColleagues(form, things!, saidColleagues!),
    { once: true },
  );
});

function showsMarks(article: HTMLElement, list: HTMLElement): void {
  const aside = document.querySelector<HTMLElement>(".page > aside");
  const sheet = document.querySelector<HTMLDialogElement>("#talk-sheet");
  if (!aside || !sheet) return;
  const talked: Talked[] = [];
  let margin: Margin | null = null;
  for (const thread of list.querySelectorAll<HTMLElement>(":scope > [data-exact]")) {
    const found = mark(article, thread, talked.length + 1, (one) => margin?.open(one));
    if (found) talked.push(found);
  }
  if (!talked.length) return;
  margin = new Margin(list, aside, talked, sheet);
  const asked = talked.find(({ thread }) => `#${thread.id}` === location.hash);
  asked?.pieces[0]?.scrollIntoView({ block: "center" });
}

/** Whoever marks words gets a button beside them. */
function offersHere(article: HTMLElement, button: HTMLElement, busy: () => boolean, say: (range: Range) => void): void {
  let timer = 0;
  let range: Range | null = null;
  document.querySelector("main")!.append(button);
  document.addEventListener("selectionchange", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      const selection = document.getSelection();
      const found = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
      const ours = found && article.contains(found.commonAncestorContainer) && found.toString().trim().length > 2;
      range = ours && !busy() ? found.cloneRange() : null;
      button.hidden = range === null;
      if (range) put(button, range);
    }, patience);
  });
  // Not on click: the words would no longer be marked.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    button.hidden = true;
    if (range) say(range);
  });
}

function put(button: HTMLElement, range: Range): void {
  const last = [...range.getClientRects()].at(-1);
  if (!last) return;
  button.style.top = `${Math.round(last.bottom + window.scrollY + 8)}px`;
  button.style.left = `${Math.round(Math.max(8, Math.min(last.right - 40, window.innerWidth - button.offsetWidth - 16)))}px`;
}

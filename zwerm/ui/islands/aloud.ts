/** `data-behaviour="reads-aloud" data-reads="article"`: a button that says the words of that part, in their own language. */
import { behaves } from "./base/behaviours.ts";

const SAID = "h1, h2, h3, h4, p, li, dt, dd, td, th, figcaption, blockquote";
const LEFT_OUT = "form, button, nav, .not-on-paper, .unseen, [hidden], [aria-hidden='true'], details:not([open]) > :not(summary)";

/** One piece for each paragraph: browsers stop in the middle of a long text. */
export function pieces(part: ParentNode): { words: string; language: string }[] {
  const found: { words: string; language: string }[] = [];
  for (const one of part.querySelectorAll<HTMLElement>(SAID)) {
    if (one.closest(LEFT_OUT) || one.querySelector(SAID)) continue;
    const copy = one.cloneNode(true) as HTMLElement;
    for (const beside of copy.querySelectorAll(`${LEFT_OUT}, .cite, svg`)) beside.remove();
    const words = (copy.textContent ?? "").replace(/\s+/g, " ").trim();
    if (words) found.push({ words, language: one.closest<HTMLElement>("[lang]")?.lang ?? "" });
  }
  return found;
}

behaves("reads-aloud", (button) => {
  if (!("speechSynthesis" in window)) return;
  const words = button.querySelector<HTMLElement>("[data-part='words']")!;
  const begin = words.textContent;
  let turn = 0;
  button.hidden = false;

  const stop = () => {
    turn += 1;
    speechSynthesis.cancel();
    button.setAttribute("aria-pressed", "false");
    words.textContent = begin;
  };

  button.addEventListener("click", () => {
    const reading = button.getAttribute("aria-pressed") === "true";
    stop();
    const parts = reading ? [] : [...document.querySelectorAll(button.dataset["reads"] ?? "main")].flatMap(pieces);
    if (!parts.length) return;
    const mine = turn;
    button.setAttribute("aria-pressed", "true");
    words.textContent = button.dataset["saidStop"] ?? begin;
    parts.forEach(({ words: said, language }, number) => {
      const utterance = new SpeechSynthesisUtterance(said);
      utterance.lang = language;
      if (number === parts.length - 1) utterance.onend = () => mine === turn && stop();
      speechSynthesis.speak(utterance);
    });
  });
  window.addEventListener("pagehide", stop);
});

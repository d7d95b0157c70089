/** `data-behaviour="reads-aloud" data-reads="article"`: a button that says the words of that part, in their own language. */
import { behaves } from "./base/behaviours.ts";

const SAID = "h1, h2, h3, h4, p, li, dt, dd, td, th, figcaption, blockquote";
const LEFT_OUT = "form, button, nav, .not-on-paper, .unseen, [hidden], [aria-hidden='true'], details:not([open]) > :not(summary)";

// Some browsers fall silent after some fifteen seconds of one piece.
const LONGEST = 200;

/** One piece for each paragraph, and of a long one for some sentences: browsers stop in the middle of a long text. */
export function pieces(part: ParentNode): { words: string; language: string }[] {
  const found: { words: string; language: string }[] = [];
  for (const one of part.querySelectorAll<HTMLElement>(SAID)) {
    if (one.closest(LEFT_OUT)) continue;
    const copy = one.cloneNode(true) as HTMLElement;
    // What stands in it on lines of its own has its own turn: of a list with a list in it, the words above that.
    for (const beside of copy.querySelectorAll(`${SAID}, ${LEFT_OUT}, .cite, svg`)) beside.remove();
    const words = (copy.textContent ?? "").replace(/\s+/g, " ").trim();
    const language = one.closest<HTMLElement>("[lang]")?.lang ?? "";
    if (words) found.push(...inSentences(words, language).map((said) => ({ words: said, language })));
  }
  return found;
}

function inSentences(words: string, language: string): string[] {
  if (words.length <= LONGEST || !("Segmenter" in Intl)) return [words];
  const found: string[] = [];
  for (const { segment } of new Intl.Segmenter(language || undefined, { granularity: "sentence" }).segment(words)) {
    const last = found.at(-1);
    if (last !== undefined && last.length + segment.length <= LONGEST) found[found.length - 1] = last + segment;
    else found.push(segment);
  }
  return found.map((said) => said.trim());
}

behaves("reads-aloud", (button) => {
  if (!("speechSynthesis" in window)) return;
  const words = button.querySelector<HTMLElement>("[data-part='words']")!;
  const begin = words.textContent;
  let turn = 0;
  // The piece that is being said; who stops and goes on hears it from its beginning.
  let at = 0;
  button.hidden = false;

  const stop = (next = 0) => {
    turn += 1;
    at = next;
    speechSynthesis.cancel();
    button.setAttribute("aria-pressed", "false");
    words.textContent = at ? (button.dataset["saidOn"] ?? begin) : begin;
  };

  const say = (parts: { words: string; language: string }[]) => {
    const mine = turn;
    parts.forEach(({ words: said, language }, number) => {
      if (number < at) return;
      const utterance = new SpeechSynthesisUtterance(said);
      utterance.lang = language;
      utterance.onstart = () => mine === turn && (at = number);
      if (number === parts.length - 1) utterance.onend = () => mine === turn && stop();
      speechSynthesis.speak(utterance);
    });
  };

  button.addEventListener("click", () => {
    const reading = button.getAttribute("aria-pressed") === "true";
    stop(at);
    const parts = reading ? [] : [...document.querySelectorAll(button.dataset["reads"] ?? "main")].flatMap(pieces);
    if (!parts.length) return;
    // The text may have become shorter since.
    if (at >= parts.length) at = 0;
    button.setAttribute("aria-pressed", "true");
    words.textContent = button.dataset["saidStop"] ?? begin;
    say(parts);
  });
  window.addEventListener("pagehide", () => stop(at));
});

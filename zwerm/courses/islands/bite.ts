/** A bite of a course: put answers in order with the buttons, tell how long the bite was open, and go on without a connection. */
import { away, fieldsOf, forgetAct, refusedAnswers, wait, waitingActs, whenWaitingChanges, type About, type Refusal } from "../../ui/islands/base/waiting.ts";
import { saidIn } from "./bite/said.ts";
import { isWhole } from "./bite/whole.ts";
import { differentWords } from "./bite/words.ts";

const opened = Date.now();

function moveRow(button: HTMLElement): void {
  const row = button.closest("li");
  if (!row?.parentElement) return;
  const up = button.dataset["moves"] === "up";
  const beside = up ? row.previousElementSibling : row.nextElementSibling;
  if (!beside) return;
  if (up) beside.before(row);
  else beside.after(row);
  button.focus();
  const rows = [...(row.parentElement?.children ?? [])];
  const told = row.closest("form")?.querySelector<HTMLElement>("[data-order-place]");
  const words = told?.dataset["says"];
  if (told && words)
    told.textContent = words.replace("{place}", String(rows.indexOf(row) + 1)).replace("{total}", String(rows.length));
}

// An answered form comes back in place or with the whole page: whoever uses a keyboard goes on where they were.
function goOn(form: Element | null, swapped = false): void {
  if (!form?.matches("form.quiz")) return;
  // Who judged stays at what they chose: back at the top they would hear both answers once more.
  const judged = swapped && form.querySelector<HTMLElement>("[name=judged][aria-pressed='true']");
  const told = judged || form.querySelector<HTMLElement>(".feedback");
  const next = told ?? form.querySelector<HTMLElement>("input:not([type=hidden]), textarea, [data-moves]");
  next?.focus();
}

/** On its way to the place in the address a browser takes the focus from whatever has it: until a frame after the page has loaded. */
function onceThere(act: () => void): void {
  const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => document.activeElement === document.body && act()));
  if (document.readyState === "complete") drawn();
  else addEventListener("load", drawn, { once: true });
}

document.addEventListener("htmx:load", (event) => goOn((event as CustomEvent<{ elt: Element }>).detail.elt, true));
if (location.hash.startsWith("#q-")) onceThere(() => goOn(document.getElementById(location.hash.slice(1))));

document.addEventListener("click", (event) => {
  const button = (event.target as HTMLElement).closest<HTMLElement>("[data-orders-items] [data-moves]");
  if (!button) return;
  event.preventDefault();
  moveRow(button);
});

for (const form of document.querySelectorAll<HTMLFormElement>("[data-tells-seconds]")) {
  form.addEventListener("submit", () => {
    const field = form.elements.namedItem("seconds") as HTMLInputElement | null;
    if (field) field.value = String((Date.now() - opened) / 1000);
  });
}

function note(form: HTMLFormElement, name: string): void {
  form.querySelector("[data-part='note']")?.remove();
  const pattern = document.querySelector<HTMLTemplateElement>(`#${name}`);
  if (pattern) form.append(pattern.content.cloneNode(true));
}

function noteWith(form: HTMLFormElement, name: string, part: string, words: string): void {
  note(form, name);
  fill(form, part, words);
}

function fill(form: HTMLFormElement, part: string, words: string): void {
  form.querySelector(`[data-part='note'] [data-part='${part}']`)!.textContent = words;
}

const ownWords = (form: HTMLFormElement) => form.querySelector<HTMLTextAreaElement>("[data-longest]");

const course = () => document.querySelector<HTMLElement>("[data-course-title]")?.dataset["courseTitle"] ?? "";

function about(form: HTMLFormElement): About {
  const asked = form.querySelector(".quiz__question")?.lastChild?.textContent?.trim() ?? "";
  return { asked, course: course(), page: `${location.pathname}#${form.id}` };
}

const keyOf = (form: HTMLFormElement) => (form.elements.namedItem("key") as HTMLInputElement).value;

/** What was right only the server knows: the answer waits, and the verdict with it. */
async function keepAnswer(form: HTMLFormElement): Promise<void> {
  const written = ownWords(form);
  if (written && written.value.length > Number(written.dataset["longest"])) return note(form, "answer-too-long");
  if (written && differentWords(written.value) < Number(written.dataset["fewest"])) return tooShort(form, written);
  const fields: Record<string, string[]> = { ...fieldsOf(form), question: [form.id.replace("q-", "")] };
  if (!isWhole(form)) return note(form, "answer-not-whole");
  const told = { ...about(form), said: written?.value ?? saidIn(form) };
  await wait("bite-answer", fields, keyOf(form), told, Boolean(written));
  showWaits(form);
  // The button that was pressed takes no keys any more.
  form.querySelector<HTMLElement>("[data-part='note']")?.focus();
}

function tooShort(form: HTMLFormElement, written: HTMLTextAreaElement): void {
  noteWith(form, "answer-too-short", "why", written.dataset["tooShort"] ?? "");
  written.focus();
}

function showWaits(form: HTMLFormElement): void {
  note(form, ownWords(form) ? "words-wait" : "answer-waits");
  for (const one of form.querySelectorAll<HTMLInputElement>("input, textarea, button, select")) one.disabled = true;
}

function fillIn(form: HTMLFormElement, fields: Record<string, string[]>): void {
  for (const [name, values] of Object.entries(fields)) {
    const known = [...form.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)];
    known.forEach((one, place) => {
      if (one.type === "radio" || one.type === "checkbox") one.checked = values.includes(one.value);
      else if (one.type !== "hidden") one.value = values[place] ?? "";
    });
    // The order of what was put in order is that of its rows.
    for (const value of values) {
      const row = known.find((one) => one.value === value)?.closest("[data-orders-items] > li");
      row?.parentElement?.append(row);
    }
  }
}

const formOf = (fields: Record<string, string[]>) => document.querySelector<HTMLFormElement>(`form#q-${CSS.escape(fields["question"]?.[0] ?? "")}`);

/** What was done here and waits looks done when the page is opened again. */
async function showAllThatWait(): Promise<void> {
  for (const { act, fields } of await waitingActs()) {
    const form = formOf(fields);
    if (act === "bite-judgement" && form?.matches("[data-judges]")) showJudged(form, fields["judged"]?.[0] ?? "");
    if (act !== "bite-answer" || !form || form.querySelector(".feedback")) continue;
    if ((form.elements.namedItem("edition") as HTMLInputElement | null)?.value !== fields["edition"]?.[0]) continue;
    fillIn(form, fields);
    showWaits(form);
  }
}

/** Answers that were not taken: told beside the question, with why; own words stand where they can be sent again. */
async function putAnswersBack(): Promise<void> {
  for (const { key, fields, about, why } of await refusedAnswers()) {
    const form = formOf(fields);
    const written = form && ownWords(form);
    if (form?.querySelector(".feedback")) await forgetAct(key);
    else if (form && written && !written.value) {
      written.value = fields["given"]?.[0] ?? "";
      noteWith(form, "words-back", "why", why ?? "");
    } else if (form && !written && about?.said) {
      noteWith(form, "answer-back", "said", about.said);
      fill(form, "why", why ?? "");
    }
  }
}
void putAnswersBack().catch(() => undefined);
void showAllThatWait().catch(() => undefined);

/** Under the key of what was written: chosen twice, the last one waits. */
async function keepJudgement(form: HTMLFormElement, chosen: HTMLElement | null): Promise<void> {
  if (!(chosen instanceof HTMLButtonElement) || chosen.name !== "judged") return;
  const fields = { question: [form.id.replace("q-", "")], judged: [chosen.value] };
  await wait("bite-judgement", fields, keyOf(form), about(form));
  showJudged(form, chosen.value);
}

function showJudged(form: HTMLFormElement, judged: string): void {
  for (const one of form.querySelectorAll<HTMLButtonElement>("[name=judged]")) one.setAttribute("aria-pressed", String(one.value === judged));
  note(form, "judgement-waits");
}

type Work = (form: HTMLFormElement, chosen: HTMLElement | null) => Promise<void>;

function keepQuiz(form: HTMLFormElement, chosen: HTMLElement | null): Promise<void> {
  return form.matches("[data-judges]") ? keepJudgement(form, chosen) : keepAnswer(form);
}

async function keepEnd(form: HTMLFormElement): Promise<void> {
  const seconds = String((Date.now() - opened) / 1000);
  const asked = document.querySelector("h1")?.textContent?.trim() ?? "";
  await wait("bite-end", { bite: [form.dataset["bite"] ?? ""], seconds: [seconds] }, undefined, { asked, course: course(), page: location.pathname });
  const next = form.dataset["next"];
  location.assign(next && (await caches.match(next, { ignoreVary: true })) ? next : (form.dataset["course"] ?? "/"));
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target as HTMLFormElement;
    const work: Work | null = form.matches("form.quiz") ? keepQuiz : form.matches("[data-tells-seconds]") ? keepEnd : null;
    if (!work || !away()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void work(form, (event as SubmitEvent).submitter).catch(() => note(form, "answer-not-kept"));
  },
  true,
);

// The connection went while it was being sent; the same key lets it count once.
document.addEventListener("htmx:sendError", (event) => {
  const { elt: form, requestConfig: sent } = (event as CustomEvent<{ elt: Element; requestConfig?: { triggeringEvent?: Event } }>).detail;
  const chosen = (sent?.triggeringEvent as SubmitEvent | undefined)?.submitter ?? null;
  if (form instanceof HTMLFormElement && form.matches("form.quiz")) void keepQuiz(form, chosen).catch(() => note(form, "answer-not-kept"));
});

/** It waits no more: what was filled in stays to be read, and the page of now asks it anew. */
function showRefused({ key, why }: Refusal): void {
  const form = [...document.querySelectorAll<HTMLFormElement>("form.quiz")].find((one) => keyOf(one) === key);
  if (form) noteWith(form, "answer-refused", "why", why);
}

whenWaitingChanges((sent) => {
  if (!sent) return;
  sent.refused.forEach(showRefused);
  for (const link of document.querySelectorAll<HTMLElement>("[data-part='verdict']")) link.hidden = false;
});

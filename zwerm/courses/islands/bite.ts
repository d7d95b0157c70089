/** A bite of a course: put answers in order with the buttons, tell how long the bite was open, and go on without a connection. */
import { away, fieldsOf, wait, whenWaitingChanges } from "../../ui/islands/base/waiting.ts";

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
function goOn(form: Element | null): void {
  if (!form?.matches("form.quiz")) return;
  const told = form.querySelector<HTMLElement>(".feedback");
  const next = told ?? form.querySelector<HTMLElement>("input:not([type=hidden]), [data-moves]");
  next?.focus();
}

document.addEventListener("htmx:load", (event) => goOn((event as CustomEvent<{ elt: Element }>).detail.elt));
if (location.hash.startsWith("#q-")) goOn(document.getElementById(location.hash.slice(1)));

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

/** What was right only the server knows: the answer waits, and the verdict with it. */
async function keepAnswer(form: HTMLFormElement): Promise<void> {
  const fields: Record<string, string[]> = { ...fieldsOf(form), question: [form.id.replace("q-", "")] };
  const given = Object.entries(fields).filter(([name]) => name.startsWith("given"));
  if (!given.length || given.some(([, values]) => values.some((value) => !value.trim()))) return note(form, "answer-not-whole");
  await wait("bite-answer", fields, (form.elements.namedItem("key") as HTMLInputElement).value);
  note(form, "answer-waits");
  for (const one of form.querySelectorAll<HTMLInputElement>("input, button, select")) one.disabled = true;
}

async function keepEnd(form: HTMLFormElement): Promise<void> {
  const seconds = String((Date.now() - opened) / 1000);
  await wait("bite-end", { bite: [form.dataset["bite"] ?? ""], seconds: [seconds] });
  const next = form.dataset["next"];
  location.assign(next && (await caches.match(next, { ignoreVary: true })) ? next : (form.dataset["course"] ?? "/"));
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target as HTMLFormElement;
    const work = form.matches("form.quiz") ? keepAnswer : form.matches("[data-tells-seconds]") ? keepEnd : null;
    if (!work || !away()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void work(form).catch(() => note(form, "answer-not-kept"));
  },
  true,
);

// The connection went while it was being sent; the same key lets it count once.
document.addEventListener("htmx:sendError", (event) => {
  const form = (event as CustomEvent<{ elt: Element }>).detail.elt;
  if (form instanceof HTMLFormElement && form.matches("form.quiz")) void keepAnswer(form).catch(() => note(form, "answer-not-kept"));
});

whenWaitingChanges((sent) => {
  if (!sent) return;
  for (const link of document.querySelectorAll<HTMLElement>("[data-part='verdict']")) link.hidden = false;
});

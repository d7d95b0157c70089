/** A bite of a course: put answers in order with the buttons, and tell how long the bite was open. */

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

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
}

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

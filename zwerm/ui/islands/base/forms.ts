import { behaves } from "./behaviours.ts";

/** The first field with an error is where the reader has to be. */
behaves("shows-errors", (summary) => summary.focus());

/** Enter in a field presses the button that it names, where the first button of its form does something else. */
behaves("enters-with", (field) =>
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    document.getElementById(field.dataset["button"] ?? "")?.click();
  }),
);

/** A form that is being sent is not sent twice. */
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  const button = (event as SubmitEvent).submitter;
  if (event.defaultPrevented || form.method === "dialog" || form.method === "get" || !button) return;
  window.setTimeout(() => button.setAttribute("aria-busy", "true"));
  if (form.dataset.sent === "yes") event.preventDefault();
  form.dataset.sent = "yes";
});

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy='true']")) button.removeAttribute("aria-busy");
});

/** Text that someone is typing is not lost by leaving the page by accident. */
behaves("guards-changes", (element) => {
  const form = element as HTMLFormElement;
  let changed = false;
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  window.addEventListener("beforeunload", (event) => {
    if (changed && form.isConnected) event.preventDefault();
  });
});

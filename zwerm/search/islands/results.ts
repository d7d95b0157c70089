import { behaves } from "../../ui/islands/base/behaviours.ts";

/**
 * From the search field the arrow keys walk the results: down goes to the first one, up from that one goes back.
 */
behaves("walks-results", (form) => {
  const field = form.querySelector<HTMLInputElement>("input[type='search']");
  if (!field) return;
  document.addEventListener("keydown", (event) => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (at !== field && !at.matches("[data-result]")) return;
    const stops = [field, ...document.querySelectorAll<HTMLElement>("[data-result]")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const next = stops[stops.indexOf(at) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
});

import { behaves } from "../../ui/islands/base/behaviours.ts";

/**
 * From the search field the arrow keys walk the results: down goes to the first one, up from that one goes back, and so
 * does escape from any of them. Results that come in late take the focus over from those they replace. Where nothing is asked yet the
 * page begins in its field, but not where that would bring up a keyboard over half of the screen.
 */
behaves("walks-results", (form) => {
  const field = form.querySelector<HTMLInputElement>("input[type='search']");
  if (!field) return;
  if (!field.value && document.activeElement === document.body && matchMedia("(pointer: fine)").matches) field.focus();
  document.addEventListener("keydown", (event) => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (at !== field && !at.matches("[data-result]")) return;
    const stops = [field, ...document.querySelectorAll<HTMLElement>("[data-result]")];
    if (event.key === "Escape" && at !== field) field.focus();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const next = stops[stops.indexOf(at) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  let place = -1;
  document.addEventListener("htmx:beforeSwap", () => {
    place = [...document.querySelectorAll("[data-result]")].indexOf(document.activeElement as Element);
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (place < 0) return;
    const results = document.querySelectorAll<HTMLElement>("[data-result]");
    (results[Math.min(place, results.length - 1)] ?? field).focus();
  });
});

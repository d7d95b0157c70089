import { behaves, connectWithin } from "./behaviours.ts";

const pause = 120;

/**
 * A search field with results that come up while typing, from `data-suggests-from`. Arrows walk them, Escape puts them
 * away, Enter searches for the words themselves.
 */
behaves("suggests", (form) => {
  const input = form.querySelector<HTMLInputElement>("input[type='search']");
  const list = form.querySelector<HTMLElement>(".suggestions");
  const address = form.dataset.suggestsFrom;
  if (!input || !list || !address) return;
  let timer = 0;
  let asked: AbortController | null = null;

  const show = async () => {
    asked?.abort();
    asked = new AbortController();
    const words = input.value.trim();
    if (!words) {
      list.replaceChildren();
      return;
    }
    try {
      const query = new URLSearchParams({ [input.name]: words });
      const answer = await fetch(`${address}?${query}`, { headers: { "HX-Request": "true" }, signal: asked.signal });
      if (!answer.ok) return;
      list.innerHTML = await answer.text();
      list.hidden = false;
      connectWithin(list);
    } catch {
      // A newer question took its place, or there is no connection: the search page itself still works.
    }
  };

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(show, pause);
  });
  input.addEventListener("focus", () => (list.hidden = !list.hasChildNodes()));
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget as Node | null)) list.hidden = true;
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      list.hidden = true;
      event.stopPropagation();
      input.focus();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const entries = [input, ...list.querySelectorAll<HTMLElement>("a")];
    if (entries.length < 2) return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    const here = entries.indexOf(document.activeElement as HTMLInputElement);
    entries[(here + step + entries.length) % entries.length]!.focus();
  });
});

import { behaves } from "./behaviours.ts";

/** A search field with results that come up while typing: arrows walk them, Escape puts them away. */
behaves("suggests", (form) => {
  const input = form.querySelector<HTMLInputElement>("input[type='search']");
  const list = form.querySelector<HTMLElement>(".suggestions");
  if (!input || !list) return;
  const links = () => [...list.querySelectorAll<HTMLElement>("a")];

  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      list.hidden = true;
      input.focus();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const entries: HTMLElement[] = [input, ...links()];
    if (entries.length < 2) return;
    event.preventDefault();
    const here = entries.indexOf(document.activeElement as HTMLElement);
    const step = event.key === "ArrowDown" ? 1 : -1;
    entries[(here + step + entries.length) % entries.length]!.focus();
  });
  input.addEventListener("input", () => (list.hidden = false));
  input.addEventListener("focus", () => (list.hidden = false));
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget as Node | null)) list.hidden = true;
  });
});

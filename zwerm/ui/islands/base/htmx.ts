import { toast } from "./toasts.ts";

/**
 * The only place that imports htmx, so that a later version is one change. It is the heaviest thing that we send: a page
 * without `hx-…` never loads it, and a page with it when someone begins to do something there. What comes too early
 * works as a plain link or form. htmx looks at a page only once that is complete: wait for it.
 */
const used = "[hx-get], [hx-post], [hx-put], [hx-patch], [hx-delete], [hx-boost]";
const byItself = "[hx-trigger*='load'], [hx-trigger*='every'], [hx-trigger*='revealed']";
const beginnings = ["pointerover", "pointerdown", "focusin", "keydown"];

async function load(): Promise<void> {
  for (const name of beginnings) document.removeEventListener(name, load);
  const typedIn = new Set<EventTarget>();
  const remember = (event: Event) => event.target && typedIn.add(event.target);
  document.addEventListener("input", remember);
  // @ts-expect-error  the small build has no types of its own, and we use none
  await import("htmx.org/dist/htmx.min.js");
  document.removeEventListener("input", remember);
  for (const field of typedIn) field.dispatchEvent(new Event("input", { bubbles: true }));
}

function prepare(): void {
  if (!document.querySelector(used)) return;
  if (document.querySelector(byItself) || document.activeElement !== document.body) void load();
  else for (const name of beginnings) document.addEventListener(name, load, { passive: true });
}

/** What the server refuses without words of its own must not look as if nothing was pressed. */
document.addEventListener("htmx:responseError", (event) => {
  const said = document.querySelector<HTMLElement>(".toasts")?.dataset ?? {};
  const { status } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail.xhr;
  toast((status >= 500 ? said["saidBroken"] : said["saidChanged"]) ?? "", "bad");
});

if (document.readyState === "complete") prepare();
else window.addEventListener("load", prepare);

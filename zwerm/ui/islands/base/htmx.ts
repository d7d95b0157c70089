/**
 * The only place that imports htmx, so that a later version is one change. It is the heaviest thing that we send, so a
 * page without `hx-…` never loads it. htmx looks at a page only once that is complete: wait for it.
 */
const used = "[hx-get], [hx-post], [hx-put], [hx-patch], [hx-delete], [hx-boost]";

function load(): void {
  if (document.querySelector(used)) void import("htmx.org");
}

if (document.readyState === "complete") load();
else window.addEventListener("load", load);

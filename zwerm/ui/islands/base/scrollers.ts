/** A table or a piece of code that is wider than its page can be scrolled with the keyboard too. */
function reachable(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>(".prose :is(table, pre)")) {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  }
}

/** Of more tabs than fit beside each other, the one that one is at is in sight. */
function showHere(): void {
  const here = document.querySelector<HTMLElement>(".tabs [aria-current]");
  const tabs = here?.closest<HTMLElement>(".tabs");
  if (here && tabs) tabs.scrollLeft = here.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - here.offsetWidth) / 2;
}

document.addEventListener("DOMContentLoaded", () => reachable(document));
document.addEventListener("DOMContentLoaded", showHere);
document.addEventListener("htmx:load", (event) => reachable(event.target as HTMLElement));
window.addEventListener("resize", () => reachable(document));

/** A table or a piece of code that is wider than its page can be scrolled with the keyboard too. */
function reachable(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>(".prose :is(table, pre)")) {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  }
}

document.addEventListener("DOMContentLoaded", () => reachable(document));
document.addEventListener("htmx:load", (event) => reachable(event.target as HTMLElement));
window.addEventListener("resize", () => reachable(document));

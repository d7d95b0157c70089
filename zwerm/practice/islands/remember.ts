/** "Remember this" takes the words along that a reader selected on the page. */
import { behaves } from "../../ui/islands/base/behaviours.ts";

const LONGEST = 1000;

behaves("remembers-selection", (element) => {
  const link = element as HTMLAnchorElement;
  const plain = link.getAttribute("href") ?? "";
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const place = selection?.anchorNode?.parentElement?.closest(".prose");
    const words = place && selection ? selection.toString().replace(/\s+/g, " ").trim() : "";
    link.href = words && words.length <= LONGEST ? `${plain}?${new URLSearchParams({ quote: words })}` : plain;
  });
});

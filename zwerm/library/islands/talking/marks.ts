/** Marks in the text where someone says something, each with a button that leads to what is said. */
import { find, textNodes } from "./anchors.ts";

export interface Talked {
  thread: HTMLElement;
  button: HTMLButtonElement;
  pieces: HTMLElement[];
}

/** Marks what `thread` is about; null when these words are not on the page. */
export function mark(article: HTMLElement, thread: HTMLElement, number: number, opens: (talked: Talked) => void): Talked | null {
  const { exact = "", prefix = "", suffix = "", label = "" } = thread.dataset;
  const range = find(article, { exact, prefix, suffix });
  if (!range) return null;
  const pieces = wrap(range);
  const last = pieces.at(-1);
  if (!last) return null;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "talk-mark not-on-paper";
  button.textContent = String(number);
  // Who speaks to their device says what they see.
  button.setAttribute("aria-label", `${number}: ${label}`);
  (last.closest("a") ?? last).after(button);
  const talked = { thread, button, pieces };
  for (const element of [button, ...pieces]) {
    element.addEventListener("click", (event) => {
      // Whoever marks words, or follows a link, does not ask for what is said here.
      if (element !== button && (!document.getSelection()?.isCollapsed || (event.target as Element).closest("a"))) return;
      opens(talked);
    });
  }
  return talked;
}

function wrap(range: Range): HTMLElement[] {
  const root = range.commonAncestorContainer;
  const inside = (root instanceof Text ? [root] : textNodes(root)).filter((node) => range.intersectsNode(node));
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const pieces: HTMLElement[] = [];
  for (const node of inside) {
    const end = node === endContainer ? endOffset : node.length;
    const start = node === startContainer ? startOffset : 0;
    if (start >= end || !node.data.slice(start, end).trim()) continue;
    if (end < node.length) node.splitText(end);
    const piece = document.createElement("mark");
    piece.className = "talked";
    const part = start > 0 ? node.splitText(start) : node;
    part.replaceWith(piece);
    piece.append(part);
    pieces.push(piece);
  }
  return pieces;
}

/** The sentences of an article, each as a range, in order. */
import { textNodes } from "./anchors.ts";

const blocks = "p, li, h2, h3, h4, h5, h6, td, th, dt, dd, pre, figcaption, summary, blockquote, div, article";

export function sentences(article: HTMLElement, language: string): Range[] {
  const cutter = new Intl.Segmenter(language || undefined, { granularity: "sentence" });
  return groups(article).flatMap((nodes) => {
    const whole = nodes.map((node) => node.data).join("");
    return [...cutter.segment(whole)]
      .filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment))
      .map(({ segment, index }) => {
        const lead = segment.length - segment.trimStart().length;
        const range = document.createRange();
        range.setStart(...at(nodes, index + lead, false));
        range.setEnd(...at(nodes, index + segment.trimEnd().length, true));
        return range;
      });
  });
}

/** Text that stands together in one block. */
function groups(article: HTMLElement): Text[][] {
  const found: Text[][] = [];
  let last: Element | null = null;
  for (const node of textNodes(article)) {
    const block = node.parentElement!.closest(blocks);
    if (block !== last) found.push([]);
    found.at(-1)!.push(node);
    last = block;
  }
  return found;
}

function at(nodes: Text[], place: number, isEnd: boolean): [Text, number] {
  let rest = place;
  for (const node of nodes) {
    if (rest < node.length || (isEnd && rest === node.length)) return [node, rest];
    rest -= node.length;
  }
  const last = nodes.at(-1)!;
  return [last, last.length];
}

/**
 * Words on the page by what they say, as the server keeps them: a quote with what stands before and after it. Only letters and digits
 * are compared, for those are the same in the stored text and on the page.
 */
export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
}

const context = 32;
// What the page adds to the text, and what is not of it.
const added = ".callout-title, .footnote-ref, .footnote-back, .file-facts, .talk-mark";
const letter = /[\p{L}\p{N}]/u;

interface Place {
  node: Text;
  offset: number;
}

export function textNodes(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(added) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found;
}

export function lettersOf(text: string): string {
  return [...text.toLowerCase()].filter((one) => letter.test(one)).join("");
}

/** Where the quoted words stand; null when the page does not have them. */
export function find(root: Node, quote: Quote): Range | null {
  const wanted = lettersOf(quote.exact);
  if (!wanted) return null;
  const places: Place[] = [];
  let all = "";
  for (const node of textNodes(root)) {
    let offset = 0;
    for (const one of node.data) {
      for (const folded of one.toLowerCase()) {
        if (!letter.test(folded)) continue;
        all += folded;
        for (let unit = 0; unit < folded.length; unit += 1) places.push({ node, offset });
      }
      offset += one.length;
    }
  }
  const at = best(all, wanted, lettersOf(quote.prefix), lettersOf(quote.suffix));
  if (at < 0) return null;
  const range = document.createRange();
  const last = places[at + wanted.length - 1]!;
  range.setStart(places[at]!.node, places[at]!.offset);
  const closing = /[^\p{L}\p{N}\s]*$/u.exec(quote.exact)![0];
  const end = last.offset + [...last.node.data.slice(last.offset)][0]!.length;
  range.setEnd(last.node, last.node.data.startsWith(closing, end) ? end + closing.length : end);
  return range;
}

/** Of all places where the words stand, the one with the most alike around it. */
function best(all: string, wanted: string, before: string, after: string): number {
  let found = -1;
  let most = -1;
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 1)) {
    let worth = 0;
    while (worth < before.length && all[at - 1 - worth] === before[before.length - 1 - worth]) worth += 1;
    for (let step = 0; step < after.length && all[at + wanted.length + step] === after[step]; step += 1) worth += 1;
    if (worth > most) [found, most] = [at, worth];
  }
  return found;
}

/** The words of a range, and what stands around them within `root`. */
export function describe(root: Node, range: Range): Quote {
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const after = document.createRange();
  after.selectNodeContents(root);
  after.setStart(range.endContainer, range.endOffset);
  return { exact: words(range), prefix: words(before).slice(-context), suffix: words(after).slice(0, context) };
}

export function words(range: Range): string {
  const part = range.cloneContents();
  for (const one of part.querySelectorAll(added)) one.remove();
  const blocks = part.querySelectorAll("p, li, h2, h3, h4, h5, h6, td, th, pre, blockquote, div");
  for (const block of blocks) block.append(" ");
  return (part.textContent ?? "").replace(/\s+/g, " ").trim();
}

/**
 * Words that another program made bold, italic or struck by a style: Google Docs and Word do. Our pages read no styles in a text
 * (Content-Security-Policy), so the editor would not see them, and it would take the `<b style="font-weight:normal">` that Google
 * lays around everything for bold.
 */

const marks = "b, strong, i, em, s, del, strike";

interface Told {
  tag: string;
  /** What an element says of the words in it: null leaves it to those around it. */
  says: (style: CSSStyleDeclaration, tag: string) => boolean | null;
}

const told: Told[] = [
  {
    tag: "b",
    says: ({ fontWeight }, tag) => {
      if (fontWeight && fontWeight !== "inherit") return /^(?:bold|bolder|[6-9]\d\d|1000)$/.test(fontWeight);
      return tag === "B" || tag === "STRONG" ? true : null;
    },
  },
  {
    tag: "i",
    says: ({ fontStyle }, tag) => {
      if (fontStyle && fontStyle !== "inherit") return /^(?:italic|oblique)/.test(fontStyle);
      return tag === "I" || tag === "EM" ? true : null;
    },
  },
  {
    // A line goes on through what stands within: who has none there does not take it away.
    tag: "s",
    says: ({ textDecoration, textDecorationLine }, tag) =>
      /line-through/.test(`${textDecoration} ${textDecorationLine}`) || tag === "S" || tag === "DEL" || tag === "STRIKE" || null,
  },
];

/** What styles say is said by elements: `b`, `i` and `s` round the words themselves. */
export function looksToMarks(page: Document): void {
  if (!page.querySelector("[style]")) return;
  const words = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  const found: [Text, string[]][] = [];
  while (words.nextNode()) {
    const text = words.currentNode as Text;
    if (!isBetweenBlocks(text) && !text.parentElement!.closest("pre")) found.push([text, told.filter((one) => holds(one, text)).map(({ tag }) => tag)]);
  }
  for (const mark of page.querySelectorAll(marks)) if (!mark.closest("pre")) mark.replaceWith(...mark.childNodes);
  for (const [text, tags] of found)
    for (const tag of tags) {
      const mark = page.createElement(tag);
      text.replaceWith(mark);
      mark.append(text);
    }
}

function holds({ tag, says }: Told, text: Text): boolean {
  // A heading is bold already.
  if (tag === "b" && text.parentElement!.closest("h1, h2, h3, h4, h5, h6")) return false;
  for (let around = text.parentElement; around && around.tagName !== "BODY"; around = around.parentElement) {
    const answer = says(styleOf(around), around.tagName);
    if (answer !== null) return answer;
  }
  return false;
}

const probe = document.createElement("i");

/** What stands in its attribute: its own `style` is empty on our pages. */
function styleOf(element: Element): CSSStyleDeclaration {
  probe.style.cssText = element.getAttribute("style") ?? "";
  return probe.style;
}

function isBetweenBlocks(text: Text): boolean {
  return !text.data.trim() && !text.parentElement!.closest("span, a, u, font, b, strong, i, em, s, del, strike, p, li");
}

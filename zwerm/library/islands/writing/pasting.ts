/** What comes from other programs, in the forms that a text of ours has. */
import { Extension } from "@tiptap/core";
import { DOMParser as Reader, type ResolvedPos, type Slice } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { isInTable } from "@tiptap/pm/tables";
import type { EditorView } from "@tiptap/pm/view";
import { keepTablesWhole, linesOf } from "./cells.ts";
import { looksToMarks } from "./looks.ts";
import { htmlOf, isMarkdown } from "./markdown.ts";

/** Addresses of which the server makes no link (markdown-it's own rule). */
export function mayLink(address: string): boolean {
  return !/^(?:javascript|vbscript|file|data):/i.test(address.replaceAll(/[\u0000-\u0020]/g, ""));
}

/** `inCell`: it comes into a cell of a table, which holds lines only. */
export function tidied(html: string, inCell = false): string {
  const table = /<table/i.test(html);
  const ours = html.includes("data-pm-slice");
  if (inCell ? table : ours || !(table || /\sstyle\s*=|<h1/i.test(html))) return html;
  const page = new DOMParser().parseFromString(html, "text/html");
  if (!ours) looksToMarks(page);
  makeLists(page);
  for (const styled of page.querySelectorAll("[style]")) styled.removeAttribute("style");
  if (inCell) page.body.replaceChildren(...linesOf(page.body));
  keepTablesWhole(page);
  lowerHeadings(page);
  return page.body.innerHTML;
}

/** Word writes the lines of a list as paragraphs, with the mark as words and the level in a style of its own. */
function makeLists(page: Document): void {
  let open: HTMLElement[] = [];
  for (const line of page.querySelectorAll<HTMLElement>("p[style*='mso-list']")) {
    const level = Number(/mso-list:\s*l\d+\s+level(\d)/i.exec(line.getAttribute("style")!)?.[1] ?? 0);
    if (!level) continue;
    const mark = [...line.querySelectorAll("[style]")].find((part) => /mso-list:\s*ignore/i.test(part.getAttribute("style")!));
    const sign = mark?.textContent?.trim() ?? "";
    mark?.remove();
    const kind = /^\(?(?:\d+|[a-z]{1,4})[.)]/i.test(sign) ? "OL" : "UL";
    if (line.previousElementSibling !== open[0]) open = [];
    const depth = Math.min(level, open.length + 1);
    open.length = Math.min(open.length, open[depth - 1]?.tagName === kind ? depth : depth - 1);
    if (open.length < depth) open.push(begin(page, kind, sign, open.at(-1), line));
    const item = page.createElement("li");
    const words = page.createElement("p");
    words.append(...line.childNodes);
    item.append(words);
    open.at(-1)!.append(item);
    line.remove();
  }
}

function begin(page: Document, kind: string, sign: string, within: HTMLElement | undefined, line: HTMLElement): HTMLElement {
  const list = page.createElement(kind);
  const first = Number(/\d+/.exec(sign)?.[0] ?? 1);
  if (kind === "OL" && first > 1) list.setAttribute("start", String(first));
  if (within) within.lastElementChild!.append(list);
  else line.before(list);
  return list;
}

/** The title of a text stands above it: what was the title of a page is a heading in it, and the rest goes along. */
function lowerHeadings(page: Document): void {
  if (!page.querySelector("h1")) return;
  for (const heading of page.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const lower = page.createElement(`h${Math.min(Number(heading.tagName[1]) + 1, 4)}`);
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
}

/** Words without a form of their own are read as Markdown when they clearly are; who pastes as plain text (Ctrl+Shift+V) gets what stands there. */
function readPlain(text: string, $context: ResolvedPos, plain: boolean, view: EditorView): Slice {
  if (plain || !isMarkdown(text)) return null as unknown as Slice; // the editor's own way, which its types don't tell of
  const page = new DOMParser().parseFromString(tidied(htmlOf(text), isInTable(view.state)), "text/html");
  return Reader.fromSchema(view.state.schema).parseSlice(page.body, { context: $context });
}

export const Pasting = Extension.create({
  name: "pasting",
  addProseMirrorPlugins: () => [
    new Plugin({ props: { transformPastedHTML: (html, view) => tidied(html, isInTable(view.state)), clipboardTextParser: readPlain } }),
  ],
});

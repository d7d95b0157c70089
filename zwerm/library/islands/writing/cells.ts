/** A cell holds lines and nothing else: what other programs put in one becomes lines, as it does in what is brought in (imports/blocks.py). */

const others = "ul, ol, dl, h1, h2, h3, h4, h5, h6, blockquote, pre, table, hr, details";
const blocks = new Set("P DIV UL OL LI DL DT DD H1 H2 H3 H4 H5 H6 BLOCKQUOTE PRE TABLE HR DETAILS SUMMARY FIGURE FIGCAPTION SECTION ARTICLE ADDRESS".split(" "));

export function keepTablesWhole(page: Document): void {
  for (const table of page.querySelectorAll("table")) {
    if (!page.contains(table)) continue;
    const cells = cellsOf(table);
    if (cells.length <= 1 || /^(?:presentation|none)$/.test(table.getAttribute("role") ?? "")) takeApart(table, cells);
    else for (const cell of cells) if (cell.querySelector(others)) cell.replaceChildren(...linesOf(cell));
  }
}

/** The lines of what stands within `whole`, for a cell. */
export function linesOf(whole: Element): HTMLElement[] {
  const lines = new Lines(whole.ownerDocument);
  lines.walk(whole, 0);
  return lines.made;
}

const cellsOf = (table: Element) => [...table.querySelectorAll("td, th")].filter((cell) => cell.closest("table") === table);

/** One that is there for the layout is what stands in it. */
function takeApart(table: Element, cells: Element[]): void {
  if (!cells.some((cell) => cell.querySelector(others))) return;
  for (const cell of cells) {
    const part = table.ownerDocument.createElement("div");
    part.append(...cell.childNodes);
    table.before(part);
  }
  table.remove();
}

class Lines {
  readonly made: HTMLElement[] = [];
  private line: HTMLElement | null = null;
  /** What the next line begins with: the mark of an item of a list. */
  private sign = "";

  constructor(private readonly page: Document) {}

  walk(within: Element, depth: number): void {
    for (const part of [...within.childNodes]) {
      if (part instanceof Element && (blocks.has(part.tagName) || part.querySelector([...blocks].join()))) this.block(part, depth);
      else this.put(part);
    }
  }

  private block(part: Element, depth: number): void {
    this.line = null;
    if (part.tagName === "UL" || part.tagName === "OL") this.list(part, depth);
    else if (part.tagName === "PRE") for (const words of part.textContent!.split("\n")) this.whole("code", words);
    else if (part.tagName === "TABLE") for (const row of part.querySelectorAll("tr")) this.whole(null, rowOf(row));
    else if (/^H[1-6]$/.test(part.tagName)) this.whole("strong", part.textContent!);
    else this.walk(part, depth);
    this.line = null;
  }

  private list(list: Element, depth: number): void {
    let number = Number(list.getAttribute("start") ?? 1) || 1;
    for (const item of list.children) {
      if (item.tagName !== "LI") {
        this.block(item, depth);
        continue;
      }
      const box = item.querySelector<HTMLInputElement>(":scope > input[type=checkbox], :scope > p > input[type=checkbox]");
      const bullet = depth ? "–" : "•";
      this.sign = box ? (box.checked ? "☑" : "☐") : list.tagName === "OL" ? `${number++}.` : bullet;
      this.block(item, depth + 1);
    }
    this.sign = "";
  }

  private whole(kind: string | null, words: string): void {
    const told = words.replaceAll(/\s+/g, " ").trim();
    if (!told) return;
    const part = kind ? this.page.createElement(kind) : this.page.createTextNode(told);
    if (kind) part.textContent = told;
    this.put(part);
    this.line = null;
  }

  private put(part: Node): void {
    if (!this.line) {
      if (!part.textContent!.trim() && !(part instanceof Element && part.matches("img, :has(img)"))) return;
      this.line = this.page.createElement("p");
      if (this.sign) this.line.append(`${this.sign} `);
      this.sign = "";
      this.made.push(this.line);
    }
    this.line.append(part);
  }
}

function rowOf(row: Element): string {
  const words = [...row.children].map((cell) => cell.textContent!.trim());
  return words.filter(Boolean).join("; ");
}

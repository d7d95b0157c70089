/**
 * Words that are pasted as Markdown, as HTML that the editor reads. Blocks only, and links: signs within a line are read as they are in
 * everything that is pasted (signs.ts). The server's own reader (rules/markdown.py) is the one for what is stored.
 */

const fence = /^ {0,3}(`{3,}|~{3,})[^`]*$/;
const heading = /^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*$/;
const item = /^( *)([-*+]|\d{1,9}[.)])( +)(?=\S)/;
const task = /^\[([ xX])\][ \t]+(?=\S)/;
const rule = /^ {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$/;
const quote = /^ {0,3}> ?/;
const side = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const blank = (line: string | undefined) => !line?.trim();

/** A table, a task, code between fences, a heading that stands by itself, or a list of two: who writes no Markdown writes none of those. */
export function isMarkdown(text: string): boolean {
  const lines = linesOf(text);
  if (lines[0]!.startsWith("#!")) return false;
  const says = (line: string, at: number) =>
    isTable(lines, at) ||
    (item.test(line) && task.test(line.replace(item, ""))) ||
    (fence.test(line) && lines.slice(at + 1).some((later) => fence.test(later))) ||
    (heading.test(line) && blank(lines[at - 1]) && (line.startsWith("##") || blank(lines[at + 1])) && lines.length > 1) ||
    (isItem(line) && lines.slice(at + 1).find((later) => !blank(later) && !/^ {2}/.test(later))?.match(item)?.[2]?.at(-1) === line.match(item)![2]!.at(-1));
  return lines.some(says);
}

export function htmlOf(text: string): string {
  return blocks(linesOf(text));
}

const linesOf = (text: string) => text.replaceAll(/\r\n?/g, "\n").replaceAll("\t", "    ").split("\n");
const isItem = (line: string) => item.test(line) && !rule.test(line);
const isTable = (lines: string[], at: number) =>
  lines[at]!.includes("|") && side.test(lines[at + 1] ?? "") && lines[at + 1]!.includes("-") && cellsOf(lines[at]!).length === cellsOf(lines[at + 1]!).length;
const begins = (line: string) => fence.test(line) || heading.test(line) || rule.test(line) || quote.test(line) || isItem(line);

function blocks(lines: string[]): string {
  let made = "";
  let at = 0;
  /** The lines from here as long as they belong to it. */
  const take = (belongs: (line: string, at: number) => boolean) => {
    const first = at;
    while (at < lines.length && belongs(lines[at]!, at)) at += 1;
    return lines.slice(first, at);
  };
  while (at < lines.length) {
    const line = lines[at]!;
    const found = heading.exec(line);
    if (blank(line)) at += 1;
    else if (fence.test(line)) {
      const mark = fence.exec(line)![1]!;
      at += 1;
      const within = take((next) => !next.trim().startsWith(mark));
      at += 1;
      made += `<pre><code>${escaped(within.join("\n"))}</code></pre>`;
    } else if (found) {
      at += 1;
      made += `<h${found[1]!.length}>${words(found[2]!)}</h${found[1]!.length}>`;
    } else if (rule.test(line)) {
      at += 1;
      made += "<hr>";
    } else if (quote.test(line)) made += quoted(take((next) => quote.test(next)).map((next) => next.replace(quote, "")));
    else if (isItem(line)) made += list(take((next, place) => !blank(next) || goesOn(lines, place, line)));
    else if (isTable(lines, at)) made += table(take((next) => next.includes("|")));
    else {
      const first = at;
      made += `<p>${words(take((next, place) => !blank(next) && (place === first || !(begins(next) || isTable(lines, place)))).map((next) => next.trim()).join(" "))}</p>`;
    }
  }
  return made;
}

/** Whether what comes after this empty line still belongs to the list. */
function goesOn(lines: string[], at: number, first: string): boolean {
  const next = lines.slice(at).find((line) => !blank(line));
  return next !== undefined && (/^ {2}/.test(next) || kindOf(next) === kindOf(first));
}

const kindOf = (line: string) => (isItem(line) ? (/\d/.test(item.exec(line)![2]!) ? "ol" : "ul") : "");

/** `lines` begin with an item; what does not stand further in, and is none, goes on with the one before it. */
function list(lines: string[]): string {
  const [, indent, sign] = item.exec(lines[0]!)!;
  const kind = kindOf(lines[0]!);
  const parts: string[][] = [];
  let rest = lines.length;
  for (const [at, line] of lines.entries()) {
    const found = isItem(line) ? item.exec(line)! : null;
    if (found && found[1]!.length <= indent!.length + 1) {
      if (kindOf(line) !== kind) {
        rest = at;
        break;
      }
      parts.push([line.slice(found[0].length)]);
    } else if (!found && !blank(line) && !/^ {2}/.test(line) && (begins(line) || blank(lines[at - 1]))) {
      rest = at;
      break;
    } else parts.at(-1)!.push(line);
  }
  const start = kind === "ol" && Number.parseInt(sign!) !== 1 ? ` start="${Number.parseInt(sign!)}"` : "";
  return `<${kind}${start}>${parts.map(itemOf).join("")}</${kind}>${rest < lines.length ? blocks(lines.slice(rest)) : ""}`;
}

function itemOf(lines: string[]): string {
  const ticked = task.exec(lines[0]!)?.[1];
  const box = ticked === undefined ? "" : `<input type="checkbox"${ticked === " " ? "" : " checked"}>`;
  const deep = Math.min(...lines.slice(1).filter((line) => !blank(line)).map((line) => line.search(/\S/)), 9);
  return `<li>${box}${blocks([lines[0]!.replace(task, ""), ...lines.slice(1).map((line) => line.slice(deep))])}</li>`;
}

function quoted(lines: string[]): string {
  const kind = /^\[!(note|tip|important|warning|caution)\]\s*$/i.exec(lines[0]!)?.[1];
  return kind ? `<div class="callout callout-${kind.toLowerCase()}">${blocks(lines.slice(1))}</div>` : `<blockquote>${blocks(lines)}</blockquote>`;
}

function table([head, sides, ...rows]: string[]): string {
  const aligned = cellsOf(sides!).map((one) => (/^:.*:$/.test(one) ? "center" : one.endsWith(":") ? "right" : one.startsWith(":") ? "left" : ""));
  const row = (line: string, tag: string) => {
    const cells = cellsOf(line);
    return `<tr>${aligned.map((where, at) => `<${tag}${where && ` class="${where}"`}>${words(cells[at] ?? "")}</${tag}>`).join("")}</tr>`;
  };
  return `<table>${row(head!, "th")}${rows.map((line) => row(line, "td")).join("")}</table>`;
}

function cellsOf(line: string): string[] {
  const bare = line.trim().replace(/^\|/, "").replace(/(?<!\\)\|$/, "");
  return bare.split(/(?<!\\)\|/).map((cell) => cell.replaceAll("\\|", "|").trim());
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Code stays as it is; a link is one, a picture from elsewhere is a link to it, and a sign with a stroke before it is that sign. */
function words(line: string): string {
  return line
    .split(/(`+[^`]+`+)/)
    .map((part, at) => (at % 2 ? `<code>${escaped(part.replaceAll(/^`+ ?| ?`+$/g, ""))}</code>` : linked(part)))
    .join("");
}

function linked(text: string): string {
  const link = /!?\[((?:[^[\]\\]|\\.)*)\]\(<?([^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)?)>?(?:\s+"[^"]*")?\)|<(https?:[^<>\s]+)>/g;
  let made = "";
  let from = 0;
  for (const found of text.matchAll(link)) {
    const [whole, shown, address, bare] = found;
    made += plain(text.slice(from, found.index));
    from = found.index + whole.length;
    const ours = whole.startsWith("!") && address!.startsWith("picture:");
    made += ours ? `<img src="${escaped(address!)}" alt="${plain(shown!)}">` : `<a href="${escaped(address ?? bare!)}">${plain(shown || address || bare!)}</a>`;
  }
  return made + plain(text.slice(from));
}

const plain = (text: string) => escaped(text.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1"));

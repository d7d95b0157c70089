import { Editor } from "@tiptap/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isMarkdown } from "./markdown.ts";
import { schema } from "./schema.ts";

let editor: Editor;

beforeEach(() => {
  document.body.innerHTML = "<div id=place></div>";
  editor = new Editor({ element: document.querySelector("#place")!, injectCSS: false, extensions: schema });
});
afterEach(() => editor.destroy());

function paste(text: string): void {
  const event = new Event("paste", { bubbles: true, cancelable: true });
  const clipboardData = { getData: (kind: string) => (kind === "text/plain" ? text : ""), files: [] };
  editor.view.dom.dispatchEvent(Object.assign(event, { clipboardData }));
}

function pasted(text: string): string {
  editor.commands.clearContent();
  paste(text);
  return editor.getHTML().replaceAll("<p></p>", "");
}

const text = `# Pomp wisselen

Doe dit **alleen** met zijn
tweeën, zie [het protocol](https://zwerm.example/p_a_b) en \`**code**\`.

## Stappen

1. Zet de pomp uit.
2. Pak de nieuwe:
   - met slang
   - zonder lucht

   Kijk goed.
3. Klaar?

- [ ] Bel de arts
- [x] Noteer het

| Wie | Wat |
|-----|----:|
| Kees | 5 \\| 6 |

> Zeg het hardop.

> [!WARNING]
> Nooit alleen.

\`\`\`sh
# dit blijft
* staan *
\`\`\`
`;

test("Markdown that is pasted has its headings, lists, tasks, tables, quotes and code", () => {
  expect(pasted(text)).toBe(
    "<h2>Pomp wisselen</h2>" +
      '<p>Doe dit <strong>alleen</strong> met zijn tweeën, zie <a href="https://zwerm.example/p_a_b">het protocol</a> en <code>**code**</code>.</p>' +
      "<h3>Stappen</h3><ol><li><p>Zet de pomp uit.</p></li><li><p>Pak de nieuwe:</p><ul><li><p>met slang</p></li><li><p>zonder lucht</p></li></ul><p>Kijk goed.</p></li><li><p>Klaar?</p></li></ol>" +
      "<ul><li><p>Bel de arts</p></li><li><p>Noteer het</p></li></ul>" +
      '<div class="wide" tabindex="0"><table><tbody><tr><th><p>Wie</p></th><th class="right"><p>Wat</p></th></tr><tr><td><p>Kees</p></td><td class="right"><p>5 | 6</p></td></tr></tbody></table></div>' +
      '<blockquote><p>Zeg het hardop.</p></blockquote><div class="callout callout-warning"><p>Nooit alleen.</p></div><pre><code># dit blijft\n* staan *</code></pre>',
  );
  const ticked: unknown[] = [];
  editor.state.doc.descendants((node) => {
    if (node.type.name === "listItem") ticked.push(node.attrs.checked);
  });
  expect(ticked.filter((one) => one !== null)).toEqual([false, true]);
});

test.each([
  ["De pomp viel uit.\n\nDe monteur kwam."],
  ["- een streep is nog geen lijst"],
  ["#1 was de pomp\n#2 de slang"],
  ["5 * 3 = 15\n2 * 2 = 4"],
  ["> Op 3 mei schreef Kees:\n> Ik kom."],
  ["#!/bin/sh\n\n## alles\nrm x"],
  ["# los commentaar\nx = 1"],
  ["a | b"],
  ["---\nKees"],
])("what may be no Markdown stays as it stands: %j", (words) => {
  expect(isMarkdown(words)).toBe(false);
  expect(pasted(words)).not.toMatch(/<(?:h\d|ul|ol|table|blockquote|hr)/);
});

test.each([["- een\n- twee"], ["* een\n\n* twee"], ["1. een\n2. twee"], ["- [ ] een"], ["a | b\n--- | ---\n1 | 2"], ["## Kop\nwoorden"], ["Kop:\n- een\n  - dieper\n- twee"]])("this is Markdown: %j", (words) => {
  expect(isMarkdown(words)).toBe(true);
});

test("HTML in Markdown is words, and an address that may not be is no link", () => {
  const made = pasted('- <img src=x onerror="alert(1)"> &amp;\n- [hier](javascript:alert(1))\n- ![foto](https://elders.example/x.png)');
  expect(made).toBe(
    '<ul><li><p>&lt;img src=x onerror="alert(1)"&gt; &amp;amp;</p></li><li><p>hier</p></li><li><p><a href="https://elders.example/x.png">foto</a></p></li></ul>',
  );
});

test("into a code block and a cell it comes as what can stand there", () => {
  editor.commands.setContent("<pre><code>x</code></pre>");
  editor.commands.setTextSelection(2);
  paste("- een\n- twee");
  expect(editor.getHTML()).toContain("<pre><code>x- een\n- twee</code></pre>");
  editor.commands.setContent("<table><tr><td><p>Wie</p></td><td><p>Wat: </p></td></tr></table>");
  editor.commands.setTextSelection(5);
  paste("- een\n- twee");
  expect(editor.state.doc.textContent).toContain("• een");
  expect(editor.getHTML()).not.toContain("<ul>");
});

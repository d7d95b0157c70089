import { Editor } from "@tiptap/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tidied } from "./pasting.ts";
import { schema } from "./schema.ts";

let editor: Editor;

beforeEach(() => {
  document.body.innerHTML = "<div id=place></div>";
  editor = new Editor({ element: document.querySelector("#place")!, injectCSS: false, extensions: schema });
});
afterEach(() => editor.destroy());

function pasted(html: string): string {
  editor.commands.clearContent();
  editor.view.pasteHTML(html);
  return editor.getHTML().replaceAll("<p></p>", "");
}

const line = (level: number, mark: string, words: string, list = 0) =>
  `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l${list} level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span
  style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>\n`;

test("lists from Word are lists, with their levels and numbers", () => {
  const words = `<p class=MsoNormal>Vooraf</p>${line(1, "·", "Eerste punt")}${line(2, "o", "Daaronder")}${line(1, "·", "Tweede punt")}
    ${line(1, "3.", "Derde stap", 1)}${line(2, "a)", "Eerst dit", 1)}<p class=MsoNormal>Daarna</p>${line(1, "·", "Nog een")}`;
  expect(pasted(words)).toBe(
    "<p>Vooraf</p><ul><li><p>Eerste punt</p><ul><li><p>Daaronder</p></li></ul></li><li><p>Tweede punt</p></li></ul>" +
      '<ol start="3"><li><p>Derde stap</p><ol><li><p>Eerst dit</p></li></ol></li></ol><p>Daarna</p><ul><li><p>Nog een</p></li></ul>',
  );
});

test("the title of a page becomes a heading, and what is below it goes along", () => {
  pasted("<h1>Titel</h1><p>x</p><h2>Kop</h2><p>y</p><h5>Klein</h5>");
  const levels: number[] = [];
  editor.state.doc.descendants((node) => {
    if (node.type.name === "heading") levels.push(node.attrs.level as number);
  });
  expect(levels).toEqual([2, 3, 4]);
  expect(editor.getText()).toContain("Titel");
});

test("a link that may not be is its words", () => {
  expect(pasted('<p>Zie <a href="java&#9;script:alert(1)">hier</a> en <a href="https://zwerm.example/x">daar</a></p>')).toBe(
    '<p>Zie hier en <a href="https://zwerm.example/x">daar</a></p>',
  );
});

test("what Google Docs makes bold, italic and struck is so, and nothing else", () => {
  const span = (style: string, words: string) => `<span style="font-size:11pt;font-family:Arial,sans-serif;${style}">${words}</span>`;
  const words = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h1><span style="font-weight:700">Titel</span></h1>
    <p dir="ltr" style="line-height:1.38">${span("font-weight:400;font-style:normal;text-decoration:none", "Bel ")}${span("font-weight:700;font-style:normal", "altijd de arts")}${span("font-weight:400", " en ")}${span("font-weight:400;font-style:italic", "nooit")}${span("font-weight:600;font-style:italic;text-decoration:line-through", " de buren")}</p>
    <ul><li dir="ltr" style="font-weight:400"><p>${span("font-weight:400", "Eerst ")}${span("font-weight:700", "dit")}</p></li></ul></b>`;
  expect(pasted(words)).toBe(
    "<h2>Titel</h2><p>Bel <strong>altijd de arts</strong> en <em>nooit</em><strong><em><s> de buren</s></em></strong></p><ul><li><p>Eerst <strong>dit</strong></p></li></ul>",
  );
});

test("bold and italics are read where the editor's own document has no styles, as the page's rules want", () => {
  expect(tidied('<b style="font-weight:normal"><p style="color:red">Bel <span style="font-weight:bold">nu</span> <b>en <span style="font-weight:normal">niet</span> straks</b></p></b>')).toBe(
    "<p>Bel <span><b>nu</b></span> <b>en </b><span>niet</span><b> straks</b></p>",
  );
  expect(tidied("<p>Bel <b>nu</b></p>")).toBe("<p>Bel <b>nu</b></p>");
});

test("a list of Word keeps what its style makes bold", () => {
  expect(pasted(line(1, "·", "Eerst <span style='font-weight:bold'>dit</span>"))).toBe("<ul><li><p>Eerst <strong>dit</strong></p></li></ul>");
});

const cells = () => {
  const found: string[] = [];
  editor.state.doc.descendants((node) => {
    if (node.type.name.startsWith("table") && node.type.name !== "table" && node.type.name !== "tableRow") found.push(node.textBetween(0, node.content.size, "/"));
  });
  return found;
};
const parts = () => editor.getJSON().content!.filter((part) => part.content).map((part) => part.type);

test("a table with lists and more in its cells stays one table", () => {
  const html = pasted(`<h1>Titel</h1><p>Vooraf</p><table><tbody><tr><th>Stap</th><th><p>Wat</p></th></tr>
    <tr><td>1</td><td>Neem <b>mee</b>:<ul><li>pomp</li><li><p>slang</p><ol start=2><li>lang</li><li>kort</li></ol><ul><li>dik</li></ul></li></ul>En ga.</td></tr>
    <tr><td><h2>Kop</h2><blockquote><p>Zeg dit.</p></blockquote></td><td><pre><code>a\nb</code></pre><hr><div>Eén</div><div>twee</div>
    <table><tr><td>x</td><td>y</td></tr></table><ul><li><input type=checkbox checked> klaar</li><li></li></ul></td></tr></tbody></table><p>Daarna</p>`);
  expect(parts()).toEqual(["heading", "paragraph", "table", "paragraph"]);
  expect(cells()).toEqual(["Stap", "Wat", "1", "Neem mee:/• pomp/• slang/2. lang/3. kort/– dik/En ga.", "Kop/Zeg dit.", "a/b/Eén/twee/x; y/☑ klaar"]);
  expect(html).toContain("<p>Neem <strong>mee</strong>:</p>");
  expect(html).toContain("<p><strong>Kop</strong></p>");
});

test("a list of Word in a cell is lines of that cell", () => {
  pasted(`<table><tr><td><p class=MsoNormal>Wie</p></td><td>${line(1, "·", "Eerste punt")}${line(2, "o", "Daaronder")}${line(1, "·", "Tweede punt")}</td></tr></table>`);
  expect([parts(), cells()]).toEqual([["table"], ["Wie", "• Eerste punt/– Daaronder/• Tweede punt"]]);
});

test("a table of one cell, or for the layout, is what stands in it", () => {
  pasted("<table><tr><td><h2>Kop</h2><ul><li>punt</li></ul></td></tr></table>");
  expect(parts()).toEqual(["heading", "bulletList"]);
  pasted("<table role=presentation><tr><td><p>links</p></td><td><ul><li>rechts</li></ul></td></tr></table>");
  expect(parts()).toEqual(["paragraph", "bulletList"]);
});

test("a list that is pasted into a cell stays in it", () => {
  editor.commands.setContent("<table><tr><td><p>Wie</p></td><td><p>Wat: </p></td></tr><tr><td><p>a</p></td><td><p>b</p></td></tr></table>");
  let place = 0;
  editor.state.doc.descendants((node, at) => {
    if (node.text === "Wat:") place = at + node.nodeSize;
  });
  editor.commands.setTextSelection(place);
  editor.view.pasteHTML("<p>Dit</p><ul><li>pomp</li><li>slang</li></ul>");
  editor.view.pasteHTML(`<ul data-pm-slice="2 2 []"><li><p>uit een tekst van ons</p></li></ul><h3>Kop</h3>`);
  expect([parts(), cells()]).toEqual([["table"], ["Wie", "Wat:Dit/• pomp/• slang• uit een tekst van ons/Kop", "a", "b"]]);
});

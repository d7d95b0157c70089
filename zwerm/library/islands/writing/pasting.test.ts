import { Editor } from "@tiptap/core";
import { afterEach, beforeEach, expect, test } from "vitest";
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

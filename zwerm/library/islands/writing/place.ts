/** Where someone begins who did not point at a place: in the first words or the first empty answer, not in the heading above them. */
import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Selection } from "@tiptap/pm/state";

/** From the title on into the text. A heading with nothing below it gets a line to write on. */
export function goesInto(editor: Editor): void {
  const below = belowHeadings(editor.state.doc);
  const at = wordsAt(editor.state.doc, below);
  if (at !== null) editor.commands.focus(at);
  else editor.chain().insertContentAt(below, { type: "paragraph" }).focus(below + 1).run();
}

/** For the Tab key and the buttons. It changes no text: who only looks writes nothing. */
export function readies(editor: Editor): void {
  const { doc } = editor.state;
  let at = wordsAt(doc, belowHeadings(doc));
  doc.forEach((_node, place) => (at ??= wordsAt(doc, place)));
  if (at !== null) editor.commands.setTextSelection(at);
  comesByKeys(editor);
}

/** A browser puts who comes with the Tab key at the very start, and says so late: what is typed before that came there too. */
function comesByKeys(editor: Editor): void {
  const { dom } = editor.view;
  let points = false;
  dom.addEventListener("mousedown", () => (points = true));
  window.addEventListener("mouseup", () => (points = false), true);
  dom.addEventListener("focus", () => {
    if (!points) editor.view.focus();
    points = false;
  });
}

/** Below the headings that the text begins with: the first, and any smaller one that stands right under it. */
function belowHeadings(doc: Node): number {
  let place = 0;
  let level = 0;
  for (const node of doc.children) {
    if (node.type.name !== "heading" || (node.attrs.level as number) <= level) break;
    level = node.attrs.level as number;
    place += node.nodeSize;
  }
  return place;
}

/** The first place from here on where words can stand; null when that is in a heading, or nowhere. */
function wordsAt(doc: Node, from: number): number | null {
  const found = Selection.findFrom(doc.resolve(from), 1, true);
  return found && found.$from.parent.type.name !== "heading" ? found.from : null;
}

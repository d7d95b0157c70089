/** What can be done to a text, by the names that buttons and the slash menu carry (`data-do`). */
import type { Editor } from "@tiptap/core";

type Chain = ReturnType<Editor["chain"]>;
export interface Command {
  run: (chain: Chain) => Chain;
  /** Whether it is on where the cursor stands; for buttons that stay pressed. */
  on?: (editor: Editor) => boolean;
}

const heading = (level: 2 | 3 | 4): Command => ({
  run: (chain) => chain.setNode("heading", { level }),
  on: (editor) => editor.isActive("heading", { level }),
});
const mark = (name: string): Command => ({ run: (chain) => chain.toggleMark(name), on: (editor) => editor.isActive(name) });
const plain = (run: Command["run"]): Command => ({ run });

function isTask(editor: Editor): boolean {
  return editor.isActive("listItem") && editor.getAttributes("listItem").checked !== null && editor.getAttributes("listItem").checked !== undefined;
}

export const commands: Record<string, Command> = {
  paragraph: { run: (chain) => chain.setParagraph(), on: (editor) => editor.isActive("paragraph") },
  heading2: heading(2),
  heading3: heading(3),
  heading4: heading(4),
  bold: mark("bold"),
  italic: mark("italic"),
  strike: mark("strike"),
  code: mark("code"),
  bullets: { run: (chain) => chain.toggleList("bulletList", "listItem"), on: (editor) => editor.isActive("bulletList") && !isTask(editor) },
  numbers: { run: (chain) => chain.toggleList("orderedList", "listItem"), on: (editor) => editor.isActive("orderedList") },
  tasks: {
    run: (chain) =>
      chain
        .command(({ editor, commands: now }) => editor.isActive("listItem") || now.toggleList("bulletList", "listItem"))
        .command(({ commands: now, editor }) => now.updateAttributes("listItem", { checked: isTask(editor) ? null : false })),
    on: isTask,
  },
  quote: { run: (chain) => chain.toggleWrap("blockquote"), on: (editor) => editor.isActive("blockquote") },
  note: { run: (chain) => chain.toggleWrap("callout", { kind: "note" }), on: (editor) => editor.isActive("callout") },
  tip: plain((chain) => chain.wrapIn("callout", { kind: "tip" })),
  warning: plain((chain) => chain.wrapIn("callout", { kind: "warning" })),
  codeblock: { run: (chain) => chain.toggleNode("codeBlock", "paragraph"), on: (editor) => editor.isActive("codeBlock") },
  divider: plain((chain) => chain.setHorizontalRule()),
  table: plain((chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true })),
  rowAfter: plain((chain) => chain.addRowAfter()),
  columnAfter: plain((chain) => chain.addColumnAfter()),
  rowGone: plain((chain) => chain.deleteRow()),
  columnGone: plain((chain) => chain.deleteColumn()),
  tableGone: plain((chain) => chain.deleteTable()),
  undo: plain((chain) => chain.undo()),
  redo: plain((chain) => chain.redo()),
};

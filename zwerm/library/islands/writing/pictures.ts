/** What a picture shows, in words, for who does not see it: asked when it is pressed, or at Enter when the keys chose it. */
import { type Editor, Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { NodeSelection, Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

export const Pictures = Extension.create({
  name: "pictures",
  // Before the lists' own Enter.
  priority: 1500,
  addKeyboardShortcuts() {
    return {
      Enter: () => {
        const { selection } = this.editor.state;
        return selection instanceof NodeSelection && selection.node.type.name === "image" && ask(this.editor, selection.from);
      },
    };
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    const press = (_view: EditorView, _at: number, node: Node, at: number, _event: MouseEvent, direct: boolean) =>
      direct && node.type.name === "image" && ask(editor, at);
    // Two presses soon after each other are told as a double one, and not as the second.
    return [new Plugin({ props: { handleClickOn: press, handleDoubleClickOn: press } })];
  },
});

/** Whether it could be asked. */
function ask(editor: Editor, at: number): boolean {
  const dialog = document.querySelector<HTMLDialogElement>("#writing-picture");
  const picture = editor.state.doc.nodeAt(at);
  if (!dialog || dialog.open || !picture || !editor.isEditable) return false;
  const field = dialog.querySelector("input")!;
  field.value = picture.attrs.alt as string;
  editor.commands.setNodeSelection(at);
  dialog.showModal();
  dialog.addEventListener(
    "close",
    () => {
      const now = nearest(editor, picture.attrs.src as string, at);
      const words = field.value.replaceAll(/\s+/g, " ").trim();
      if (dialog.returnValue === "ok" && now !== null && editor.isEditable) editor.view.dispatch(editor.state.tr.setNodeAttribute(now, "alt", words));
      dialog.returnValue = "";
      editor.commands.focus();
    },
    { once: true },
  );
  return true;
}

/** Where that picture stands now: others may have written while it was asked. */
function nearest(editor: Editor, src: string, was: number): number | null {
  let found: number | null = null;
  editor.state.doc.descendants((node, at) => {
    if (node.type.name === "image" && node.attrs.src === src && (found === null || Math.abs(at - was) < Math.abs(found - was))) found = at;
  });
  return found;
}

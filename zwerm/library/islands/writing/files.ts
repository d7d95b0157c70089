/** Pictures and other files by dropping, pasting and choosing. */
import { type Content, type Editor, Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { filesOf, pasted } from "../sending.ts";

export type Added = { src: string; alt: string } | { href: string; words: string };
export type Keep = (file: File) => Promise<Added | null>;

export async function addFiles(editor: Editor, files: Iterable<File>, keep: Keep, at?: number): Promise<void> {
  for (const file of files) {
    const kept = await keep(file);
    if (!kept) continue;
    const place = at === undefined ? editor.state.selection.to : Math.min(at, editor.state.doc.content.size);
    editor
      .chain()
      .insertContentAt(place, shown(kept))
      .run();
  }
}

function shown(kept: Added): Content {
  if ("src" in kept) return { type: "image", attrs: kept };
  // The space after it is no part of the link: who types on types beside it.
  const link = { type: "text", text: kept.words, marks: [{ type: "link", attrs: { href: kept.href } }] };
  return [link, { type: "text", text: " " }];
}

export const Files = Extension.create<{ keep: Keep }>({
  name: "files",
  addOptions: () => ({ keep: () => Promise.resolve(null) }),
  addProseMirrorPlugins() {
    const { editor, options } = this;
    return [
      new Plugin({
        props: {
          handlePaste: (_view, event) => {
            const found = pasted(event.clipboardData);
            if (found.length) void addFiles(editor, found, options.keep);
            return found.length > 0;
          },
          handleDrop: (view, event, _slice, moved) => {
            const found = moved ? [] : filesOf(event.dataTransfer);
            if (!found.length) return false;
            event.preventDefault();
            void addFiles(editor, found, options.keep, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos);
            return true;
          },
        },
      }),
    ];
  },
});

/** Pictures by dropping, pasting and choosing. */
import { type Editor, Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";

export type Keep = (file: File) => Promise<{ src: string; alt: string } | null>;

export async function addPictures(editor: Editor, files: Iterable<File>, keep: Keep, at?: number): Promise<void> {
  for (const file of files) {
    const kept = await keep(file);
    if (!kept) continue;
    const place = at === undefined ? editor.state.selection.to : Math.min(at, editor.state.doc.content.size);
    editor
      .chain()
      .insertContentAt(place, { type: "image", attrs: kept })
      .run();
  }
}

export const Pictures = Extension.create<{ keep: Keep }>({
  name: "pictures",
  addOptions: () => ({ keep: () => Promise.resolve(null) }),
  addProseMirrorPlugins() {
    const { editor, options } = this;
    const files = (data: DataTransfer | null) => [...(data?.files ?? [])];
    return [
      new Plugin({
        props: {
          handlePaste: (_view, event) => {
            // Word brings a picture of the words along with the words: those come first.
            const found = event.clipboardData?.types.includes("text/html") ? [] : files(event.clipboardData);
            if (found.length) void addPictures(editor, found, options.keep);
            return found.length > 0;
          },
          handleDrop: (view, event, _slice, moved) => {
            const found = moved ? [] : files(event.dataTransfer);
            if (!found.length) return false;
            event.preventDefault();
            void addPictures(editor, found, options.keep, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos);
            return true;
          },
        },
      }),
    ];
  },
});

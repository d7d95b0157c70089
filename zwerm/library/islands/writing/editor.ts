/** The editor itself, bound to a shared document. */
import { Editor, type Extensions } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import type { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { schema } from "./schema.ts";

interface User {
  name?: string;
  colour?: number;
}

export function makeEditor(place: HTMLElement, doc: Y.Doc, awareness: Awareness, label: string, more: Extensions): Editor {
  return new Editor({
    element: place,
    injectCSS: false, // the page's rules forbid styles that are not in its own files
    extensions: [
      ...schema,
      Collaboration.configure({ document: doc }),
      CollaborationCaret.configure({
        provider: { awareness },
        user: {},
        render: (user) => caret(user as User),
        selectionRender: (user) => ({ class: `caret-range caret--${(user as User).colour ?? 0}` }),
      }),
      ...more,
    ],
    editorProps: {
      // What is typed stays clear of the bars above and below.
      scrollMargin: { top: 170, right: 5, bottom: 90, left: 5 },
      scrollThreshold: { top: 170, right: 5, bottom: 90, left: 5 },
      attributes: { class: "prose writing__text", role: "textbox", "aria-multiline": "true", "aria-label": label, spellcheck: "true" },
    },
  });
}

function caret(user: User): HTMLElement {
  const made = document.createElement("span");
  made.className = `caret caret--${user.colour ?? 0}`;
  const name = document.createElement("span");
  name.className = "caret__name";
  name.textContent = user.name ?? "";
  made.append(name);
  return made;
}

/** For bench/rich_round_trip.py: what is left of a document after the editor drew it, and after a word was added at its end. */
export function through(update: string): { drawn: string; touched: string } {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Uint8Array.from(atob(update), (letter) => letter.charCodeAt(0)));
  const place = document.createElement("div");
  document.body.append(place);
  const editor = new Editor({ element: place, injectCSS: false, extensions: [...schema, Collaboration.configure({ document: doc })] });
  const told = () => btoa(Array.from(Y.encodeStateAsUpdate(doc), (byte) => String.fromCharCode(byte)).join(""));
  const drawn = told();
  editor.commands.insertContentAt(editor.state.doc.content.size, { type: "paragraph", content: [{ type: "text", text: "erbij" }] });
  const touched = told();
  editor.destroy();
  place.remove();
  doc.destroy();
  return { drawn, touched };
}

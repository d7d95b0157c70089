/** The editor itself, bound to a shared document. */
import { Editor, type Extensions } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";
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

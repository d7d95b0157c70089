/** The questions of a kind: headings to begin with, and below each a hint that goes when someone writes there. */
import type { JSONContent } from "@tiptap/core";
import { Placeholder } from "@tiptap/extensions";

export interface Question {
  heading: string;
  hint: string;
}

export function beginning(questions: Question[]): JSONContent[] {
  return questions.flatMap(({ heading }) => [
    { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: heading }] },
    { type: "paragraph" },
  ]);
}

/** Hints are plain words here; in the plain form they begin with the mark of a list. */
export function hintOf(questions: Question[], heading: string): string {
  return (questions.find((one) => one.heading === heading.trim())?.hint ?? "").replace(/^(?:- (?:\[ \] )?|1\. )/, "");
}

export const hints = (questions: Question[], otherwise: string) =>
  Placeholder.configure({
    showOnlyCurrent: false,
    includeChildren: false,
    placeholder: ({ editor, node, pos }) => {
      if (node.type.name !== "paragraph") return "";
      const before = editor.state.doc.resolve(pos).nodeBefore;
      if (before?.type.name === "heading") return hintOf(questions, before.textContent);
      return editor.state.doc.childCount === 1 && pos === 0 ? otherwise : "";
    },
  });

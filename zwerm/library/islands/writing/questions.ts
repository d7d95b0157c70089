/** The questions of a kind: headings to begin with, and below each a hint that goes when someone writes there. */
import { Extension, type JSONContent } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

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

/** A hint stands in an empty paragraph: the question's below its heading, or how to begin in an empty text. */
export const Hints = Extension.create<{ questions: Question[]; otherwise: string }>({
  name: "hints",
  addOptions: () => ({ questions: [], otherwise: "" }),
  addProseMirrorPlugins() {
    const { questions, otherwise } = this.options;
    return [
      new Plugin({
        props: {
          decorations: ({ doc }) => {
            const found: Decoration[] = [];
            doc.forEach((node, place, number) => {
              if (node.type.name !== "paragraph" || node.content.size) return;
              const before = number ? doc.child(number - 1) : null;
              const hint = before?.type.name === "heading" ? hintOf(questions, before.textContent) : doc.childCount === 1 ? otherwise : "";
              if (hint) found.push(Decoration.node(place, place + node.nodeSize, { class: "is-empty", "data-placeholder": hint }));
            });
            return DecorationSet.create(doc, found);
          },
        },
      }),
    ];
  },
});

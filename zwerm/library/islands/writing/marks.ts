/** Bold, italic, struck and code, with signs of our own: those that come with them take every star between two spaces. */
import { Extension, type InputRule, Mark, type PasteRule, type Range, markInputRule, markPasteRule } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Code } from "@tiptap/extension-code";
import { Italic } from "@tiptap/extension-italic";
import { Strike } from "@tiptap/extension-strike";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import { pasted, typed } from "./signs.ts";

/** Signs in what is shown as it stands are no signs. */
function verbatim(state: EditorState, { from, to }: Range): boolean {
  const { code, raw } = state.schema.marks;
  return [code, raw].some((mark) => mark && state.doc.rangeHasMark(from, to, mark));
}

function elsewhere<R extends InputRule | PasteRule>(rule: R): R {
  const handler = rule.handler as (props: { state: EditorState; range: Range }) => void | null;
  rule.handler = ((props: { state: EditorState; range: Range }) => (verbatim(props.state, props.range) ? undefined : handler(props))) as R["handler"];
  return rule;
}

function signed<M extends Mark>(mark: M, ...signs: string[]): M {
  return mark.extend({
    addInputRules() {
      return signs.map((sign) => elsewhere(markInputRule({ find: typed(sign), type: this.type })));
    },
    addPasteRules() {
      return signs.map((sign) => elsewhere(markPasteRule({ find: pasted(sign), type: this.type })));
    },
  }) as M;
}

/** `_ja_nee`: as soon as the word goes on, its signs are signs again. */
export const GoesOn = Extension.create({
  name: "goesOn",
  priority: 1500,
  addProseMirrorPlugins() {
    const { editor } = this;
    const justMade = (state: EditorState) =>
      state.plugins.some((plugin) => (plugin.spec as { isInputRules?: true }).isInputRules && (plugin.getState(state) as { text?: string } | null)?.text === "_");
    return [
      new Plugin({
        props: {
          handleTextInput: (view, _from, _to, words) => {
            if (!/^[\p{L}\p{N}_]/u.test(words) || !justMade(view.state) || !editor.commands.undoInputRule()) return false;
            view.dispatch(view.state.tr.insertText(words).scrollIntoView());
            return true;
          },
        },
      }),
    ];
  },
});

export const marks = [signed(Bold, "**", "__"), signed(Italic, "*", "_"), signed(Strike, "~~")] as const;
export const codeMark = signed(Code.extend({ excludes: "code" }), "`");

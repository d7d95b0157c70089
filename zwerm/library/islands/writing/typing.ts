/** `/` opens what can be put in, `[[` items to link to, `@` colleagues. */
import { type Editor, Extension, type Range } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { commands } from "./commands.ts";
import { type Choice, Popup } from "./popup.ts";
import { asked, type Thing } from "./typing-asked.ts";
import { said } from "./words.ts";

type Search = (kind: "item" | "person", words: string) => Promise<Thing[]>;

export function fits(command: HTMLElement, words: string): boolean {
  const known = `${command.textContent} ${command.dataset.words ?? ""}`.toLowerCase().split(/\s+/);
  return words.toLowerCase().split(" ").every((typed) => known.some((word) => word.startsWith(typed)));
}

/** A cell of a table holds lines: only what stands in one, or changes the table, can be done there. */
function belongs({ dataset }: HTMLElement, inTable: boolean): boolean {
  return inTable ? dataset.inTable !== undefined || dataset.inLine !== undefined : dataset.inTable === undefined;
}

export interface TypingOptions {
  list: HTMLElement[];
  search: Search;
  does: (name: string, editor: Editor) => void;
}

export const Typing = Extension.create<TypingOptions>({
  name: "typing",
  // Before the lists' and paragraphs' own Enter.
  priority: 2000,
  addOptions: () => ({ list: [], search: () => Promise.resolve([]), does: () => undefined }),

  addKeyboardShortcuts() {
    return {
      "Mod-k": () => {
        this.options.does("link", this.editor);
        return true;
      },
    };
  },

  addProseMirrorPlugins() {
    const { editor, options } = this;
    /** The text just after a link with a space behind it was chosen. */
    let spaced: unknown = null;
    let popup: Popup | null = null;
    let dismissed = "";

    const take = (range: Range, does: (range: Range) => void) => () => {
      popup?.close();
      does(range);
    };
    const slash = (words: string, range: Range): Choice[] =>
      options.list
        .filter((command) => fits(command, words) && belongs(command, editor.isActive("table")))
        .map((command) => ({
          label: command.textContent!.trim(),
          icon: command.querySelector("svg")?.cloneNode(true) ?? null,
          take: take(range, () => {
            const name = command.dataset.do!;
            const known = commands[name];
            const chain = editor.chain().focus().deleteRange(range);
            if (known) known.run(chain).run();
            else {
              chain.run();
              options.does(name, editor);
            }
          }),
        }));
    const links = (things: Thing[], range: Range, sign: string): Choice[] =>
      things.map((thing) => ({
        label: thing.title,
        about: thing.about,
        take: take(range, () => {
          editor
            .chain()
            .focus()
            .insertContentAt(range, [
              { type: "text", text: `${sign}${thing.title}`, marks: [{ type: "link", attrs: { href: thing.href } }] },
              { type: "text", text: " " },
            ])
            .unsetMark("link")
            .run();
          spaced = editor.state.doc;
        }),
      }));

    const look = () => {
      const { state, view } = editor;
      const { $from, empty } = state.selection;
      const verbatim = $from.parent.type.spec.code || editor.isActive("code");
      const before = $from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc");
      const found = empty && !verbatim && view.hasFocus() ? asked(before) : null;
      const range = { from: $from.pos - (found?.length ?? 0), to: $from.pos };
      const place = found ? `${found.kind}${range.from}` : "";
      if (place !== dismissed) dismissed = "";
      // A name that was chosen stands there as a link, and asks no more.
      const isChosen = () => state.doc.rangeHasMark(range.from, range.from + 1, state.schema.marks.link!);
      if (!found || dismissed || isChosen()) return popup?.close();
      popup ??= new Popup(view.dom, said("choices"));
      const corner = view.coordsAtPos(range.from);
      const { kind, words } = found;
      if (kind === "slash") return popup.show(slash(words, range), corner);
      popup.ask(async () => links(await options.search(kind, words), range, kind === "person" ? "@" : ""), () => corner);
    };

    return [
      new Plugin({
        view: () => ({
          update: (view, before) => {
            if (!before.doc.eq(view.state.doc) || !before.selection.eq(view.state.selection)) look();
          },
          destroy: () => popup?.close(),
        }),
        props: {
          handleTextInput: (view, from, to, words) => {
            const { doc, tr } = view.state;
            if (doc !== spaced || !/^[.,;:!?)]$/.test(words) || from !== to || doc.textBetween(from - 1, from) !== " ") return false;
            view.dispatch(tr.insertText(words, from - 1, to));
            return true;
          },
          handleKeyDown: (view, event) => {
            if (!popup?.open || event.isComposing) return false;
            if (event.key === "Escape") {
              const { $from } = view.state.selection;
              const found = asked($from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc"));
              dismissed = found ? `${found.kind}${$from.pos - found.length}` : "";
            }
            return popup.key(event.key);
          },
          handleDOMEvents: {
            blur: () => {
              popup?.close();
              return false;
            },
          },
        },
      }),
    ];
  },
});

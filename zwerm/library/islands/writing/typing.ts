/** `/` opens what can be put in, `[[` items to link to, `@` colleagues. */
import { type Editor, Extension, type Range } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { commands } from "./commands.ts";
import { type Choice, Popup } from "./popup.ts";
import { asked, type Thing } from "./typing-asked.ts";
import { said } from "./words.ts";

type Search = (kind: "item" | "person", words: string) => Promise<Thing[]>;

const pause = 150;

export function fits(command: HTMLElement, words: string): boolean {
  const known = `${command.textContent} ${command.dataset.words ?? ""}`.toLowerCase();
  return words === "" || known.split(/\s+/).some((word) => word.startsWith(words.toLowerCase()));
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

  addProseMirrorPlugins() {
    const { editor, options } = this;
    let popup: Popup | null = null;
    let dismissed = "";
    let timer = 0;
    let number = 0;

    const take = (range: Range, does: (range: Range) => void) => () => {
      popup?.close();
      does(range);
    };
    const slash = (words: string, range: Range): Choice[] =>
      options.list
        .filter((command) => fits(command, words))
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
        take: take(range, () =>
          editor
            .chain()
            .focus()
            .insertContentAt(range, [
              { type: "text", text: `${sign}${thing.title}`, marks: [{ type: "link", attrs: { href: thing.href } }] },
              { type: "text", text: " " },
            ])
            .unsetMark("link")
            .run(),
        ),
      }));

    const look = () => {
      const { state, view } = editor;
      const { $from, empty } = state.selection;
      const verbatim = $from.parent.type.spec.code || editor.isActive("code");
      const before = $from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc");
      const found = empty && !verbatim && view.hasFocus() ? asked(before) : null;
      const place = found ? `${found.kind}${$from.pos - found.length}` : "";
      if (place !== dismissed) dismissed = "";
      if (!found || dismissed) return popup?.close();
      const range = { from: $from.pos - found.length, to: $from.pos };
      popup ??= new Popup(view.dom, said("choices"));
      const corner = view.coordsAtPos(range.from);
      window.clearTimeout(timer);
      number += 1;
      if (found.kind === "slash") return popup.show(slash(found.words, range), corner);
      const mine = number;
      const kind = found.kind;
      timer = window.setTimeout(async () => {
        const things = await options.search(kind, found.words);
        if (mine === number) popup?.show(links(things, range, kind === "person" ? "@" : ""), corner);
      }, pause);
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

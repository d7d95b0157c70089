/**
 * What a text can consist of: the same names, attributes and defaults as zwerm/library/rules/rich/tree.py. Whatever the server
 * can make must fit here: y-prosemirror deletes what doesn't (bench/rich_round_trip.py proves that it never happens).
 */
import { type Extensions, InputRule, Mark, Node, mergeAttributes, textblockTypeInputRule } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { CodeBlock } from "@tiptap/extension-code-block";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { HorizontalRule } from "@tiptap/extension-horizontal-rule";
import { Link } from "@tiptap/extension-link";
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Text } from "@tiptap/extension-text";
import { Dropcursor, Gapcursor } from "@tiptap/extensions";
import { GoesOn, codeMark, marks } from "./marks.ts";
import { Pasting, mayLink } from "./pasting.ts";
import { Pictures } from "./pictures.ts";
import { pictureView, taskView } from "./views.ts";
import { said } from "./words.ts";

export const callouts = ["note", "tip", "important", "warning", "caution"];

/** Attributes that live in the document and not in its HTML. */
const hidden = (value: unknown) => ({ default: value, rendered: false, keepOnSplit: false });

const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes: () => ({
    kind: {
      default: "note",
      parseHTML: (element: HTMLElement) => callouts.find((kind) => element.classList.contains(`callout-${kind}`)) ?? "note",
      rendered: false,
    },
  }),
  parseHTML: () => [{ tag: "div.callout" }],
  renderHTML: ({ node, HTMLAttributes }) => [
    "div",
    mergeAttributes(HTMLAttributes, { class: `callout callout-${callouts.includes(node.attrs.kind) ? node.attrs.kind : "note"}` }),
    0,
  ],
});

/** Markdown that the editor has no form for: shown and changed as it stands, and told to be so. */
const Source = CodeBlock.extend({
  name: "source",
  priority: 60,
  addOptions() {
    return { ...this.parent!(), defaultLanguage: null, enableTabIndentation: false };
  },
  addAttributes: () => ({}),
  parseHTML: () => [{ tag: "pre[data-source]", preserveWhitespace: "full" as const }],
  renderHTML: () => ["pre", { class: "source", "data-source": said("source") }, ["code", {}, 0]],
  addCommands: () => ({}),
  addInputRules: () => [],
  addProseMirrorPlugins: () => [],
});

/** Markdown within a line, such as <kbd> or a footnote's number. */
const Raw = Mark.create({
  name: "raw",
  excludes: "raw",
  inclusive: false,
  parseHTML: () => [{ tag: "span.raw" }],
  renderHTML: () => ["span", { class: "raw", title: said("source") }, 0],
});

const Picture = Node.create({
  name: "image",
  group: "inline",
  inline: true,
  draggable: true,
  addAttributes: () => ({ src: { default: "" }, alt: { default: "" }, title: { default: null } }),
  parseHTML: () => [
    {
      tag: "img[src]",
      // Pictures elsewhere can't be shown, and words copied from our own pages bring their own.
      getAttrs: (element) => {
        const hash = /^(?:picture:|.*\/knowledge\/pictures\/)([0-9a-f]{64})\/?$/.exec(element.getAttribute("src") ?? "")?.[1];
        return hash ? { src: `picture:${hash}`, alt: element.getAttribute("alt") ?? "" } : false;
      },
    },
  ],
  renderHTML: ({ node }) => ["img", { src: shown(node.attrs.src), alt: node.attrs.alt }],
  addNodeView: () => pictureView,
});

/** A file that hangs on a text, copied from a page that shows it: the address that texts hold. */
export function attached(address: string): string {
  const found = /\/knowledge\/files\/([0-9a-f]{64})\/[^/]*?(\.[a-z0-9]{1,10})?$/.exec(address);
  return found ? `attachment:${found[1]}${found[2] ?? ""}` : address;
}

export function shown(address: string): string {
  const hash = /^picture:([0-9a-f]{64})$/.exec(address)?.[1];
  return hash ? `/knowledge/pictures/${hash}/` : address;
}

const Item = ListItem.extend({
  content: "block+",
  addAttributes: () => ({ checked: hidden(null) }),
  parseHTML: () => [
    {
      tag: "li",
      getAttrs: (element) => {
        const box = element.querySelector<HTMLInputElement>(":scope > input[type=checkbox], :scope > p > input[type=checkbox]");
        return { checked: box ? box.checked : null };
      },
    },
  ],
  addNodeView: () => taskView,
  addInputRules() {
    return [
      new InputRule({
        find: /^\[([ xX]?)\]\s$/,
        handler: ({ state, range, match, chain }) => {
          const { $from } = state.selection;
          const inItem = $from.node(-1)?.type === this.type;
          if ($from.parent.type.name !== "paragraph" || (inItem && $from.index(-1) > 0)) return null;
          const asList = chain().deleteRange(range);
          (inItem ? asList : asList.toggleList("bulletList", this.name)).updateAttributes(this.name, { checked: /x/i.test(match[1]!) }).run();
          return undefined;
        },
      }),
    ];
  },
  addKeyboardShortcuts() {
    return {
      Enter: () => {
        const { editor } = this;
        const checked = editor.getAttributes("listItem").checked;
        return editor.commands.splitListItem(this.name, checked === null || checked === undefined ? {} : { checked: false });
      },
      Tab: () => this.editor.commands.sinkListItem(this.name),
      "Shift-Tab": () => this.editor.commands.liftListItem(this.name),
    };
  },
});

/** Levels 1, 5 and 6 are drawn, since imports bring them, and nobody makes one here. */
const Title = Heading.extend({
  addAttributes: () => ({ level: { default: 2, rendered: false } }),
  addInputRules() {
    return [textblockTypeInputRule({ find: /^(#{1,4})\s$/, type: this.type, getAttributes: (match) => ({ level: Math.max(2, match[1]!.length) }) })];
  },
  addKeyboardShortcuts() {
    return Object.fromEntries(([2, 3, 4] as const).map((level) => [`Mod-Alt-${level}`, () => this.editor.commands.toggleHeading({ level })]));
  },
});

const side = {
  default: null,
  parseHTML: (element: HTMLElement) => ["left", "center", "right"].find((one) => element.classList.contains(one)) ?? null,
  renderHTML: (attributes: Record<string, unknown>) => (attributes.align ? { class: attributes.align } : {}),
};
const cell = {
  content: "paragraph+",
  addAttributes: () => ({ colspan: { default: 1, rendered: false }, rowspan: { default: 1, rendered: false }, colwidth: hidden(null), align: side }),
};
const bare = { addCommands: () => ({}), addInputRules: () => [] };

export const schema: Extensions = [
  Document,
  Paragraph,
  Text,
  Title,
  BulletList.extend({ addAttributes: () => ({ tight: hidden(true) }) }),
  OrderedList.extend({
    addAttributes: () => ({ tight: hidden(true), start: { default: 1, parseHTML: (element: HTMLElement) => Number(element.getAttribute("start") ?? 1) || 1 } }),
  }),
  Item,
  ListKeymap.configure({ listTypes: [{ itemName: "listItem", wrapperNames: ["bulletList", "orderedList"] }] }),
  Blockquote,
  Callout,
  CodeBlock.extend({ addAttributes: () => ({ language: { default: null, rendered: false } }) }).configure({ exitOnTripleEnter: true }),
  Source,
  HorizontalRule,
  Table.extend({ renderHTML: () => ["div", { class: "wide", tabindex: "0" }, ["table", ["tbody", 0]]] }).configure({ resizable: false, View: null }),
  TableRow,
  TableHeader.extend(cell),
  TableCell.extend(cell),
  HardBreak,
  Picture,
  Link.extend({
    addAttributes: () => ({ href: { default: "", parseHTML: (element: HTMLElement) => attached(element.getAttribute("href") ?? "") }, title: { default: null } }),
    renderHTML: ({ HTMLAttributes }) => ["a", { href: HTMLAttributes.href, title: HTMLAttributes.title }, 0],
  }).configure({ openOnClick: false, autolink: true, linkOnPaste: true, isAllowedUri: mayLink, shouldAutoLink: (address) => /^https?:/.test(address) || address.startsWith("www.") }),
  ...marks,
  Raw.extend(bare),
  codeMark,
  GoesOn,
  Pasting,
  Pictures,
  Dropcursor.configure({ class: "drop-cursor", color: false }),
  Gapcursor,
];

/** Pictures and other files by dropping, pasting and choosing. */
import { type Content, type Editor, Extension, type MappablePosition } from "@tiptap/core";
import { isChangeOrigin } from "@tiptap/extension-collaboration";
import { Plugin, type Transaction } from "@tiptap/pm/state";
import { type Refusal, filesOf, pasted } from "../sending.ts";
import { said } from "./words.ts";

export type Added = { src: string; alt: string } | { href: string; words: string };
export type Keep = (file: File) => Promise<Added | Refusal>;
type Add = (files: Iterable<File>, at?: number) => Promise<void>;

/** Where files that are on their way will stand. */
interface Place {
  at: MappablePosition;
}

/** Files on their way into a text: each keeps its place there, whatever is written meanwhile, and here or by whom. */
export class Arriving {
  /** In the order in which they were asked for. */
  private readonly places: Place[] = [];
  private readonly underWay = new Set<Promise<boolean>>();
  private reasons: string[] = [];

  constructor(
    private readonly editor: Editor,
    private readonly keep: Keep,
    private readonly tell: (words: string) => void,
  ) {
    editor.on("transaction", ({ transaction, appendedTransactions }) => {
      for (const place of this.places) this.follow(place, [transaction, ...appendedTransactions]);
    });
  }

  get busy(): boolean {
    return this.underWay.size > 0;
  }

  /** Puts them into the text one by one, at `at` or where the cursor stands now. */
  async add(files: Iterable<File>, at = this.editor.state.selection.to): Promise<void> {
    if (!this.busy) {
      this.reasons = [];
      this.tell(said("adding"));
    }
    const adding = this.bring([...files], { at: this.editor.utils.createMappablePosition(at) });
    this.underWay.add(adding);
    await adding;
    this.underWay.delete(adding);
    if (!this.busy) this.tell(this.reasons.join(" "));
  }

  /** When none is on its way any more: whether all came in that were. */
  async arrived(): Promise<boolean> {
    let all = true;
    while (this.busy) all = (await Promise.all(this.underWay)).every(Boolean) && all;
    return all;
  }

  private async bring(files: File[], place: Place): Promise<boolean> {
    this.places.push(place);
    let all = true;
    for (const file of files) {
      const answer = await this.keep(file);
      if ("reason" in answer) {
        all = false;
        this.reasons.push(answer.reason);
      } else this.put(answer, place);
    }
    this.places.splice(this.places.indexOf(place), 1);
    return all;
  }

  private put(kept: Added, place: Place): void {
    const which = this.places.indexOf(place);
    // The cursor stays where its writer has it.
    const chain = this.editor.chain().insertContentAt(place.at.position, shown(kept), { updateSelection: false });
    chain.setMeta("arrived", which).run();
  }

  private follow(place: Place, changes: Transaction[]): void {
    const { editor } = this;
    const was = place.at.position;
    // What comes from others replaces the whole text: only the shared document knows what stayed.
    const theirs = changes.find((change) => isChangeOrigin(change));
    if (theirs) {
      const { position } = editor.utils.getUpdatedPosition(place.at, theirs);
      place.at = position.position ? position : editor.utils.createMappablePosition(this.endOfLine(was));
      return;
    }
    if (!changes.some((change) => change.docChanged)) return;
    let now = was;
    for (const change of changes) {
      const arrived = change.getMeta("arrived") as number | undefined;
      // What is typed on comes behind what was pasted before it; what was asked for later as well.
      const side = arrived !== undefined && this.places.indexOf(place) >= arrived ? 1 : -1;
      const mapped = change.mapping.mapResult(now, side);
      now = mapped.deletedAcross ? this.endOfLine(mapped.pos) : mapped.pos;
    }
    place.at = editor.utils.createMappablePosition(now);
  }

  /** A place that is gone: near it, and in no other word. */
  private endOfLine(at: number): number {
    const { doc } = this.editor.state;
    const near = doc.resolve(Math.min(at, doc.content.size));
    return near.parent.isTextblock ? near.end() : near.pos;
  }
}

function shown(kept: Added): Content {
  if ("src" in kept) return { type: "image", attrs: kept };
  // The space after it is no part of the link: who types on types beside it.
  const link = { type: "text", text: kept.words, marks: [{ type: "link", attrs: { href: kept.href } }] };
  return [link, { type: "text", text: " " }];
}

export const Files = Extension.create<{ add: Add }>({
  name: "files",
  addOptions: () => ({ add: () => Promise.resolve() }),
  addProseMirrorPlugins() {
    const { options } = this;
    return [
      new Plugin({
        props: {
          handlePaste: (_view, event) => {
            const found = pasted(event.clipboardData);
            if (found.length) void options.add(found);
            return found.length > 0;
          },
          handleDrop: (view, event, _slice, moved) => {
            const found = moved ? [] : filesOf(event.dataTransfer);
            if (!found.length) return false;
            event.preventDefault();
            void options.add(found, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos);
            return true;
          },
        },
      }),
    ];
  },
});

/** Pictures and other files by dropping, pasting and choosing. */
import { type Content, type Editor, Extension, type MappablePosition } from "@tiptap/core";
import { CollaborationMappablePosition, isChangeOrigin } from "@tiptap/extension-collaboration";
import { Plugin, type Transaction } from "@tiptap/pm/state";
import { relativePositionToAbsolutePosition, ySyncPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { type Refusal, filesOf, pasted } from "../sending.ts";
import type { Waiting } from "./waiting.ts";
import { said } from "./words.ts";

export type Added = { src: string; alt: string } | { href: string; words: string };
export type Keep = (file: File) => Promise<Added | Refusal>;
type Add = (files: Iterable<File>, at?: number) => Promise<void>;

/** Keeps files in this browser while they are on their way (waiting.ts). */
export interface Kept {
  keep(file: File, at: Uint8Array): Promise<number | null>;
  drop(key: number | null): Promise<void>;
  left(): Promise<Waiting[]>;
}

const patience = 5000;

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
    private readonly kept: Kept,
    /** When what stands in the text is kept in this browser too. */
    private readonly written: () => Promise<unknown> = () => Promise.resolve(),
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
    const place = { at: this.editor.utils.createMappablePosition(at) };
    await this.await(said("adding"), () => this.bring([...files], place));
  }

  /** Goes on with what was on its way when a page ended: killed, or left all the same. Tells so. */
  async goOn(): Promise<void> {
    const left = await this.kept.left();
    if (left.length) await this.await(said("goingOn"), () => this.bringLeft(left));
  }

  private async await(words: string, bring: () => Promise<boolean>): Promise<void> {
    if (!this.busy) {
      this.reasons = [];
      this.tell(words);
    }
    const adding = bring();
    this.underWay.add(adding);
    await adding;
    this.underWay.delete(adding);
    if (!this.busy) this.tell(this.reasons.join(" "));
  }

  private async bringLeft(left: Waiting[]): Promise<boolean> {
    // Those that were asked for together stand at one place, in their own order.
    const places = new Map<string, Place>();
    for (const { at } of left)
      if (!places.has(String(at))) places.set(String(at), { at: this.editor.utils.createMappablePosition(this.found(at)) });
    this.places.push(...places.values());
    let all = true;
    for (const one of left) all = (await this.bringOne(one, places.get(String(one.at))!)) && all;
    for (const place of places.values()) this.places.splice(this.places.indexOf(place), 1);
    if (all) this.reasons.push(said("wentOn"));
    return all;
  }

  private async bringOne({ key, file }: Waiting, place: Place): Promise<boolean> {
    const answer = await this.keep(file);
    if ("reason" in answer) {
      this.reasons.push(answer.again ? said("wentNotOn").replace("{name}", file.name) : answer.reason);
      // What only did not arrive waits for the next time.
      if (!answer.again) await this.kept.drop(key);
      return false;
    }
    // It may have come so far that it stands there already.
    const end = this.endOf(answer);
    if (end === null) this.put(answer, place);
    else place.at = this.editor.utils.createMappablePosition(end);
    await this.written();
    await this.kept.drop(key);
    return true;
  }

  /** Where it ends that stands in the text; null when it does not. */
  private endOf(kept: Added): number | null {
    let end: number | null = null;
    this.editor.state.doc.descendants((node, at) => {
      const is = "src" in kept ? node.attrs.src === kept.src : node.marks.some((mark) => mark.attrs.href === kept.href);
      if (is) end = at + node.nodeSize;
    });
    return end;
  }

  /** As a place is told that is kept, and back; what is gone is at the end. */
  private told({ at }: Place): Uint8Array {
    const place = at as CollaborationMappablePosition;
    return Y.encodeRelativePosition(place.yRelativePosition as Y.RelativePosition);
  }

  private found(at: Uint8Array): number {
    const { doc, type, binding } = ySyncPluginKey.getState(this.editor.state);
    const place = relativePositionToAbsolutePosition(doc, type, Y.decodeRelativePosition(at), binding.mapping);
    const end = this.editor.state.doc.content.size;
    return place === null || place > end ? end : place;
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
    const at = this.told(place);
    const keys = files.map((file) => this.kept.keep(file, at));
    for (const [number, file] of files.entries()) {
      // A browser that keeps nothing, or does not say so, sends all the same.
      const waits = keys[number]!;
      await Promise.race([waits, pause()]);
      const answer = await this.keep(file);
      if ("reason" in answer) {
        all = false;
        this.reasons.push(answer.reason);
      } else {
        this.put(answer, place);
        await this.written();
      }
      await Promise.race([waits.then((key) => this.kept.drop(key)), pause()]);
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

const pause = () => new Promise((done) => setTimeout(done, patience));

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

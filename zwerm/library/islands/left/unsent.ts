/** Of a text that this device keeps, what the server does not have yet. */
import * as Y from "yjs";

export interface Unsent {
  title: string;
  /** The server does not have the title either. */
  isRenamed: boolean;
  /** Whole paragraphs, since words say little without those around them; and no others, for who wrote may not see those any more. */
  lines: string[];
}

/** `had`: what the server had of `doc` when all was well (its state vector); without it, it had nothing. Null: it has everything. */
export function unsentIn(doc: Y.Doc, had: Uint8Array | undefined): Unsent | null {
  const known = had ? Y.decodeStateVector(had) : new Map<number, number>();
  const isNew = (item: Y.Item) => !item.deleted && item.id.clock + item.length > (known.get(item.id.client) ?? 0);
  const about = doc.getMap<string>("about");
  const title = about._map.get("title");
  const lines = [...within(doc.getXmlFragment("default"), isNew)];
  const isRenamed = Boolean(title && isNew(title));
  return lines.length || isRenamed ? { title: about.get("title") ?? "", isRenamed, lines } : null;
}

function* within(whole: Y.XmlFragment, isNew: (item: Y.Item) => boolean): Generator<string> {
  let words = "";
  let fresh = false;
  for (const part of whole.toArray()) {
    if (part instanceof Y.XmlText) {
      for (const item of stringsOf(part)) {
        words += (item.content as Y.ContentString).str;
        fresh ||= isNew(item);
      }
    } else if (part instanceof Y.XmlElement) yield* within(part, isNew);
  }
  if (fresh && words.trim()) yield words;
}

function* stringsOf(text: Y.XmlText): Generator<Y.Item> {
  for (let item = text._start; item; item = item.right) if (!item.deleted && item.content instanceof Y.ContentString) yield item;
}

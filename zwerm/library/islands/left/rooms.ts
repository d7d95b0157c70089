/** The texts in this browser of which something may not be with the server (writing.ts keeps them, leaving.ts marks those that are). */
import { IndexeddbPersistence } from "y-indexeddb";
import * as Y from "yjs";
import { type Unsent, unsentIn } from "./unsent.ts";

/** What is left in it; null when the server has it all, or it cannot be read now. */
export async function leftIn(room: string): Promise<Unsent | null> {
  const doc = new Y.Doc();
  const kept = new IndexeddbPersistence(room, doc);
  const read = await Promise.race([kept.whenSynced, new Promise<null>((done) => setTimeout(() => done(null), 5000))]);
  const had = read && ((await kept.get("had")) as ArrayBuffer | undefined);
  const left = read && unsentIn(doc, had ? new Uint8Array(had) : undefined);
  await kept.destroy();
  return left;
}

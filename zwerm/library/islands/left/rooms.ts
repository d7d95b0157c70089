/** The texts in this browser of which something may not be with the server (writing.ts keeps them, leaving.ts marks those that are). */
import { keptIn } from "../writing/kept.ts";
import { type Unsent, unsentIn } from "./unsent.ts";

/** What is left in it; null when the server has it all, or it cannot be read now. */
export async function leftIn(room: string): Promise<Unsent | null> {
  const late = new Promise<null>((done) => setTimeout(() => done(null), 5000));
  const read = await Promise.race([keptIn(room).catch(() => null), late]);
  return read && unsentIn(read.doc, read.had && new Uint8Array(read.had));
}

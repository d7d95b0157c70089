/**
 * A text that was begun anew, as happens when someone's data is removed from it: a copy from before cannot be added to it, since that would
 * double every word and bring back what was removed. Words that only this device has are shown, to be copied by who wrote them.
 */
import { keptIn } from "./kept.ts";
import type { Unsent } from "../left/unsent.ts";
import { unsentIn } from "../left/unsent.ts";
import { databasesOf, itemOf } from "./waiting.ts";
import { said } from "./words.ts";

/** `words`: null when there are none. `clear`: away from this device. */
export function tellAnew(panel: HTMLElement, words: Unsent | null, clear: () => Promise<unknown>, isOpen: boolean): void {
  const part = <E extends HTMLElement>(name: string) => panel.querySelector<E>(`[data-anew="${name}"]`)!;
  const buttons = [part("copy"), part("remove")];
  const tell = (word: string) => (part("line").textContent = said(word));
  const text = words ? [...(words.isRenamed ? [words.title] : []), ...words.lines].join("\n\n") : "";
  part("words").textContent = text;
  part("words").hidden = !words;
  // Where it is on the screen already there is nothing to open.
  part("open").hidden = isOpen;
  for (const button of buttons) button.hidden = !words;
  panel.hidden = false;
  tell(words ? "anewUnsent" : "anewKept");
  if (!words) return void clear();
  const done = async (word: string) => {
    await clear();
    tell(word);
    for (const button of buttons) button.hidden = true;
  };
  part("copy").onclick = async () => {
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    if (copied) return done("anewCopied");
    window.getSelection()?.selectAllChildren(part("words"));
    tell("copyByHand");
  };
  part("remove").onclick = () => void done("anewRemoved").then(() => (part("words").hidden = true));
}

/** Copies of this text in this browser, from before it was begun anew. Those of which the server has everything go at once. */
export async function tellOlder(panel: HTMLElement, person: string, room: string): Promise<void> {
  const older = (await databasesOf(`zwerm-room:${person}:`)).filter((name) => name !== room && itemOf(name) === itemOf(room));
  const left: Unsent[] = [];
  const kept: string[] = [];
  for (const name of older) {
    const { doc, had } = await keptIn(name);
    const words = unsentIn(doc, had && new Uint8Array(had));
    if (words) left.push(words);
    if (words) kept.push(name);
    else indexedDB.deleteDatabase(name);
  }
  if (!left.length) return;
  const clear = async () => kept.forEach((name) => indexedDB.deleteDatabase(name));
  const renamed = left.find(({ isRenamed }) => isRenamed);
  const words = { title: renamed?.title ?? "", isRenamed: Boolean(renamed), lines: left.flatMap(({ lines }) => lines) };
  tellAnew(panel, words, clear, true);
}

/** One honest line: where everything that was written is now. */
import type { State } from "./connection.ts";
import { said } from "./words.ts";

/** `isNew`: nothing is written in it yet, so that there is nothing to save. `keeps`: whether this device keeps what is written. */
export function wordFor(state: State, isNew: boolean, keeps: boolean): string {
  if (state.ended) return state.ended;
  if (state.connected && state.synced) return state.saved ? "saved" : "saving";
  if (isNew && !state.connected) return "new";
  if (state.out && !state.connected) return keeps ? "out" : "outLoose";
  if (state.connected) return "connecting";
  return keeps ? "here" : "loose";
}

let pending = 0;

export function tellState(line: HTMLElement, state: State, isNew: boolean, keeps: boolean): void {
  const word = wordFor(state, isNew, keeps);
  const show = () => {
    if (line.dataset.word === word) return;
    line.dataset.word = word;
    line.textContent = said(word);
  };
  window.clearTimeout(pending);
  // "Saving" and "saved" by turns at every letter would say nothing, least of all aloud.
  if (word === "saving" && line.dataset.word === "saved") pending = window.setTimeout(show, 900);
  else show();
}

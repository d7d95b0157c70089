/**
 * A room that closed for good, and what became of the words in it. What stands in the server's database need not stay on this device, which
 * others may use too. Words that may not have come there, or went with the item, are shown with a way to copy them, and go from the device
 * when they are copied, or when their writer says so.
 */
import type { Editor } from "@tiptap/core";
import { said } from "./words.ts";

export interface Ended {
  panel: HTMLElement;
  editor: Editor;
  title: () => string;
  /** Away from this device; what is on the screen stays until the page is left. */
  clear: () => Promise<unknown>;
  /** It goes when someone signs out, also when this page is left without a choice. */
  mark: () => void;
}

export function ends(words: "unsent" | "kept" | "gone", { panel, editor, title, clear, mark }: Ended): void {
  const line = panel.querySelector("p")!;
  const buttons = [...panel.querySelectorAll<HTMLButtonElement>("button")];
  panel.hidden = false;
  if (words !== "gone") void tellMerged(panel);
  line.textContent = said(words === "gone" ? "wentAlong" : words);
  if (words === "kept") {
    for (const button of buttons) button.hidden = true;
    return void clear();
  }
  mark();
  const done = async (words: string) => {
    await clear();
    line.textContent = said(words);
    for (const button of buttons) button.hidden = true;
  };
  const does: Record<string, () => Promise<void>> = {
    copy: async () => {
      const text = `${title()}\n\n${editor.getText({ blockSeparator: "\n\n" })}`;
      const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
      // Without the right to the clipboard everything is chosen, so that it can be copied by hand; it is not gone yet.
      if (copied) return done("copied");
      editor.commands.selectAll();
      window.getSelection()?.selectAllChildren(editor.view.dom);
      line.textContent = said("copyByHand");
    },
    remove: () => done("removed"),
  };
  for (const button of buttons) button.addEventListener("click", () => void does[button.dataset.ended!]!());
}

/** Who may no longer write here because the text became part of another one is told so, with a link to where it went. */
async function tellMerged(panel: HTMLElement): Promise<void> {
  const page = panel.closest<HTMLElement>("[data-item]");
  const went = panel.querySelector<HTMLElement>("[data-ended-merged]");
  if (!page || !went) return;
  const answer = await fetch(`/knowledge/${page.dataset.item}/editing/merger/`, { redirect: "manual", cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  const { title, address } = (await answer.json()) as { title: string; address: string };
  const link = went.querySelector("a")!;
  link.textContent = title;
  link.href = address;
  went.hidden = false;
  page.querySelector("[data-part='status']")!.textContent = said("merged");
}

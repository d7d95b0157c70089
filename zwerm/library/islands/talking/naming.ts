/** "@" and the begin of a name, in an ordinary text field: a list of colleagues who can read this. */
import { Popup } from "../writing/popup.ts";
import { asked, type Thing } from "../writing/typing-asked.ts";

export function namesColleagues(form: HTMLElement, things: string, label: string): void {
  const area = form.querySelector<HTMLTextAreaElement>("textarea")!;
  let popup: Popup | null = null;

  const take = (thing: Thing, length: number) => () => {
    popup?.close();
    const at = area.selectionStart;
    area.setRangeText(`@${thing.title} `, at - length, at, "end");
    const picked = document.createElement("input");
    picked.type = "hidden";
    picked.name = "named";
    picked.value = thing.href.split("/").filter(Boolean).at(-1) ?? "";
    form.append(picked);
    area.focus();
  };
  const look = () => {
    const found = area.selectionStart === area.selectionEnd ? asked(area.value.slice(0, area.selectionStart)) : null;
    if (found?.kind !== "person") return popup?.close();
    popup ??= new Popup(area, label);
    popup.ask(async () => {
      const answer = await fetch(`${things}&${new URLSearchParams({ kind: "person", q: found.words })}`).catch(() => null);
      if (!answer?.ok) return null;
      const known = ((await answer.json()) as { things: Thing[] }).things;
      return known.map((thing) => ({ label: thing.title, about: thing.about, take: take(thing, found.length) }));
    }, () => area.getBoundingClientRect());
  };
  area.addEventListener("input", look);
  area.addEventListener("click", look);
  area.addEventListener("blur", () => popup?.close());
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || !popup?.open) return;
    if (popup.key(event.key)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  // Whoever types fast has written a name before this was there.
  if (area.value) look();
}

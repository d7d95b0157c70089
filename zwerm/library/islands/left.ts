/** On the page of what this device keeps: words and files in texts that never came to the server, to send, to copy or to throw away. */
import { behaves } from "../../ui/islands/base/behaviours.ts";
import { databasesOf, itemOf, Waits, withFiles } from "./writing/waiting.ts";

type Door = "open" | "shut" | null;

behaves("shows-texts-left", (place) => void show(place));

async function show(place: HTMLElement): Promise<void> {
  const person = place.dataset.person!;
  const rooms = (await databasesOf(`zwerm-room:${person}:`)).filter((name) => localStorage.getItem(`zwerm-saved:${name}`) === null);
  // Most people never see this: what reads texts comes only when there are some.
  const read = rooms.length ? await import("./left/rooms.ts").then(({ leftIn }) => leftIn, () => null) : null;
  const waits = new Map((await withFiles(person)).map((name) => [itemOf(name), name]));
  for (const item of new Set([...rooms.map(itemOf), ...waits.keys()])) {
    // More than one when the text was begun anew since (writing/anew.ts).
    const copies = rooms.filter((one) => itemOf(one) === item);
    const begun = newTextOf(person, item);
    const door = begun ? "open" : await doorOf(item);
    // Without a connection what reads them may not be there: then it is told that there are some, and no more.
    const found = read && (await Promise.all(copies.map(read))).filter((one) => one !== null);
    const [first] = found ?? (copies.length ? [{ title: "", lines: [] }] : []);
    const words = first && { title: first.title, lines: (found ?? []).flatMap(({ lines }) => lines) };
    const name = waits.get(item);
    const files = name ? (await new Waits(name).left()).map(({ file }) => file.name) : [];
    const kept = [...copies, name].filter((one) => one !== undefined);
    if (words || files.length) {
      const left = { title: "", lines: [], ...words, files };
      const page = door === "shut" ? "" : begun || `/knowledge/${item}/editing/`;
      place.querySelector("ul")!.append(rowOf(place, kept, left, page, Boolean(read) || !copies.length));
    }
    // Who may not see it any more need not have it here either.
    else if (door === "shut") for (const one of kept) indexedDB.deleteDatabase(one);
  }
  tell(place);
}

interface Left {
  title: string;
  lines: string[];
  files: string[];
}

function rowOf(place: HTMLElement, kept: string[], left: Left, page: string, read: boolean): Element {
  const row = (place.querySelector("template")!.content.cloneNode(true) as DocumentFragment).firstElementChild!;
  const part = <E extends HTMLElement>(name: string) => row.querySelector<E>(`[data-part="${name}"]`)!;
  const words = left.lines.join("\n\n");
  part("title").textContent = left.title || part("title").textContent;
  part("words").textContent = words;
  part("words").hidden = !words;
  part("files").hidden = !left.files.length;
  part("names").textContent = left.files.join(", ");
  part("copy").dataset.copiesText = [left.title, words].filter(Boolean).join("\n\n");
  part<HTMLAnchorElement>("page").href = page;
  part("page").hidden = part("goes").hidden = !page;
  part("stays").hidden = Boolean(page);
  // Nobody copies or throws away what they cannot see.
  part("copy").hidden = !read || !(words || left.title);
  part("away").hidden = !read;
  part("away").addEventListener("click", () => {
    for (const one of kept) indexedDB.deleteDatabase(one);
    row.remove();
    tell(place);
    place.querySelector("ul")!.focus();
  });
  return row;
}

/** The page around it says that nothing waits when nothing does (ui/islands/device.ts). */
function tell(place: HTMLElement): void {
  place.hidden = !place.querySelector("li");
  document.dispatchEvent(new CustomEvent("zwerm:left"));
}

/** Where a text that was begun without a connection comes to be. */
function newTextOf(person: string, item: string): string {
  const prefix = `zwerm-new:${person}:`;
  const key = Object.keys(localStorage).find((one) => one.startsWith(prefix) && localStorage.getItem(one) === item);
  return key ? `/knowledge/write/${key.slice(prefix.length)}/editing/` : "";
}

/** Whether it can still be written in; null when nobody can tell now. */
async function doorOf(item: string): Promise<Door> {
  try {
    const answer = await fetch(`/knowledge/${item}/editing/door/`, { redirect: "manual", cache: "no-store" });
    return answer.ok ? "open" : answer.status === 404 ? "shut" : null;
  } catch {
    return null;
  }
}

/** What this device keeps for who is signed in: what waits, and answers that the server did not take, to copy or throw away. */
import { behaves } from "./base/behaviours.ts";
import { moment } from "./base/moments.ts";
import { refusedAnswers, throwAway, waitingActs, whenWaitingChanges, type Act } from "./base/waiting.ts";

behaves("shows-words-left", (place) => {
  const part = (within: ParentNode, name: string) => within.querySelector<HTMLElement>(`[data-part='${name}']`)!;
  const pattern = place.querySelector("template")!;
  const list = part(place, "left");

  const rowOf = ({ key, at, fields, about }: Act): Element => {
    const row = (pattern.content.cloneNode(true) as DocumentFragment).firstElementChild!;
    const said = about?.said ?? (fields["given"] ?? []).join("\n");
    part(row, "asked").textContent = about?.asked || part(row, "asked").textContent;
    part(row, "course").textContent = about?.course ? `(${about.course})` : "";
    part(row, "when").textContent = moment(at, "medium");
    part(row, "words").textContent = said;
    part(row, "copy").dataset["copiesText"] = said;
    const page = part(row, "page") as HTMLAnchorElement;
    page.href = about?.page ?? "";
    page.hidden = !about;
    part(row, "away").addEventListener("click", () => void throwAway(key).then(show).then(() => part(place, list.hasChildNodes() ? "left" : "none").focus()));
    return row;
  };

  const show = async () => {
    const [left, waiting] = [await refusedAnswers(), await waitingActs()];
    list.replaceChildren(...left.map(rowOf));
    part(place, "some").hidden = !left.length;
    part(place, "none").hidden = left.length + waiting.length > 0 || place.querySelector("[data-left] li") !== null;
    part(place, "waits").hidden = !waiting.length;
    part(place, "count").textContent = String(waiting.length);
  };
  whenWaitingChanges(() => void show());
  // What other modules show here.
  document.addEventListener("zwerm:left", () => void show());
  void show();
});

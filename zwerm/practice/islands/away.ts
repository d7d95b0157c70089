/** Today's cards without a connection: one after another, and what was not known once more at the end. */
import { behaves } from "../../ui/islands/base/behaviours.ts";
import { wait, waitingActs, type About } from "../../ui/islands/base/waiting.ts";

/** The cards of this page that were answered on this device. */
function doneOf(made: number): string[] {
  const kept = JSON.parse(localStorage.getItem("practised-away") ?? "{}") as { made?: number; cards?: string[] };
  return kept.made === made ? (kept.cards ?? []) : [];
}

function aboutOf(card: HTMLElement): About {
  return { asked: card.querySelector(".flashcard__front")?.textContent?.trim() ?? "", page: "/practice/" };
}

behaves("practises-away", (place) => {
  const made = Number(place.dataset["made"]);
  const count = place.querySelector<HTMLElement>("[data-part='count']")!;
  const done = place.querySelector<HTMLElement>("[data-part='done']")!;
  let cards = [...place.querySelectorAll<HTMLElement>("[data-card]")];
  let shown = Date.now();

  const show = (first = false) => {
    const card = cards[0];
    done.hidden = Boolean(card);
    count.hidden = !card;
    if (!card) return;
    const again = cards.filter((one) => one.dataset["again"]).length;
    const told = (name: string, number: number) => (count.dataset[name] ?? "").replace("{n}", String(number));
    count.textContent = told("says", cards.length) + (again ? ` · ${told("again", again)}` : "");
    card.hidden = false;
    card.querySelector("details")!.open = false;
    if (!first) card.focus();
    shown = Date.now();
  };

  const rate = async (card: HTMLElement, rating: string) => {
    const seconds = String(Math.round((Date.now() - shown) / 100) / 10);
    await wait("practice-review", { card: [card.dataset["card"]!], rating: [rating], seconds: [seconds] }, undefined, aboutOf(card));
    localStorage.setItem("practised-away", JSON.stringify({ made, cards: [...doneOf(made), card.dataset["card"]] }));
    card.hidden = true;
    cards.shift();
    if (rating === "1" && !card.dataset["again"]) {
      card.dataset["again"] = "yes";
      cards.push(card);
    }
    show();
  };

  let busy = false;
  place.addEventListener("click", (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>("[data-rating]");
    const card = button?.closest<HTMLElement>("[data-card]");
    if (!button || !card || busy) return;
    busy = true;
    void rate(card, button.dataset["rating"]!).finally(() => (busy = false));
  });

  // What was answered since this page was made is done, also after it was opened again.
  void waitingActs().then((acts) => {
    const waiting = acts.filter((one) => one.act === "practice-review" && one.at >= made).map((one) => one.fields["card"]?.[0]);
    const done = new Set([...waiting, ...doneOf(made)]);
    cards = cards.filter((card) => !done.has(card.dataset["card"]));
    show(true);
  });
});

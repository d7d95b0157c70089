import { connectWithin } from "./behaviours.ts";

const pause = 300;

/**
 * `data-arrives-from="/address/"`: a part that nobody waits for is asked for when the page is there, and takes this place; what
 * it has for elsewhere on the page goes there (`hx-swap-oob`). Not with htmx, which is a quarter of what a page may weigh.
 * Where nothing comes, what stands here stays.
 */
export function arrives(place: HTMLElement): void {
  window.setTimeout(() => void arrive(place).catch(() => undefined), pause);
}

async function arrive(place: HTMLElement): Promise<void> {
  if (!place.isConnected) return;
  const answer = await fetch(place.dataset["arrivesFrom"] ?? "", { headers: { "HX-Request": "true" } });
  if (!answer.ok || answer.redirected) return;
  const come = document.createRange().createContextualFragment(await answer.text());
  for (const one of come.querySelectorAll("[hx-swap-oob]")) {
    one.removeAttribute("hx-swap-oob");
    const there = document.getElementById(one.id);
    if (there) there.replaceWith(one);
    else one.remove();
  }
  const parts = [...come.children];
  place.replaceWith(come);
  const { htmx } = window as { htmx?: { process: (element: Element) => void } };
  for (const one of parts) {
    connectWithin(one);
    htmx?.process(one);
  }
}

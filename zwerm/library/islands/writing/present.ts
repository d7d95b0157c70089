/** Who else is writing here now. */
import { said } from "./words.ts";

export interface Present {
  name?: string;
  colour?: number;
}

export function showPresent(place: HTMLElement, users: (Present | undefined)[]): void {
  const names = new Map(users.filter((user) => user?.name).map((user) => [user!.name!, user!.colour ?? 0]));
  place.replaceChildren(
    ...[...names].map(([name, colour]) => {
      const one = document.createElement("li");
      one.className = `present caret--${colour}`;
      one.textContent = name;
      return one;
    }),
  );
  place.hidden = names.size === 0;
  place.setAttribute("aria-label", said("present"));
}

/**
 * A list that opens at the cursor while someone types. The cursor stays in the text: arrows choose, Enter takes, Escape closes,
 * and the text tells who listens which line is chosen (aria-activedescendant).
 */
export interface Choice {
  label: string;
  about?: string;
  icon?: Node | null;
  take: () => void;
}

interface Place {
  left: number;
  top: number;
  bottom: number;
}

const pause = 150;
let popups = 0;

export class Popup {
  private readonly list = document.createElement("ul");
  private choices: Choice[] = [];
  private at = 0;
  private timer = 0;
  private number = 0;

  constructor(
    private readonly text: HTMLElement,
    label: string,
  ) {
    this.list.className = "writing-popup";
    this.list.id = `writing-popup-${(popups += 1)}`;
    this.list.role = "listbox";
    this.list.setAttribute("aria-label", label);
    this.list.hidden = true;
    this.list.tabIndex = 0;
    (text.closest("dialog, main") ?? document.body).append(this.list);
  }

  get open(): boolean {
    return !this.list.hidden;
  }

  /** Show what is found after a pause in the typing, unless something else was shown, asked or closed by then; null: nobody knows. */
  ask(find: () => Promise<Choice[] | null>, place: () => Place): void {
    this.forget();
    const mine = this.number;
    this.timer = window.setTimeout(async () => {
      const choices = await find();
      if (choices && mine === this.number) this.show(choices, place());
    }, pause);
  }

  show(choices: Choice[], place: Place): void {
    this.forget();
    this.choices = choices;
    this.at = Math.min(this.at, Math.max(0, choices.length - 1));
    if (!choices.length) return this.close();
    this.list.replaceChildren(...choices.map((choice, number) => this.line(choice, number)));
    this.list.hidden = false;
    this.text.setAttribute("aria-controls", this.list.id);
    this.put(place);
    this.choose(this.at);
  }

  /** Also what is still being searched: shown later, it would take the next Enter and write over what has come since. */
  close(): void {
    this.forget();
    if (!this.open) return;
    this.list.hidden = true;
    this.at = 0;
    this.text.removeAttribute("aria-controls");
    this.text.removeAttribute("aria-activedescendant");
  }

  /** Whether this key was for the list. */
  key(name: string): boolean {
    if (!this.open) return false;
    if (name === "ArrowDown") this.choose((this.at + 1) % this.choices.length);
    else if (name === "ArrowUp") this.choose((this.at + this.choices.length - 1) % this.choices.length);
    else if (name === "Enter" || name === "Tab") this.choices[this.at]?.take();
    else if (name === "Escape") this.close();
    else return false;
    return true;
  }

  private forget(): void {
    window.clearTimeout(this.timer);
    this.number += 1;
  }

  private line(choice: Choice, number: number): HTMLElement {
    const line = document.createElement("li");
    line.role = "option";
    line.id = `${this.list.id}-${number}`;
    if (choice.icon) line.append(choice.icon);
    const words = document.createElement("span");
    words.textContent = choice.label;
    line.append(words);
    if (choice.about) {
      const about = document.createElement("small");
      about.textContent = choice.about;
      line.append(about);
    }
    // Not on click: the text would lose the cursor, and a phone its keyboard.
    line.addEventListener("pointerdown", (event) => event.preventDefault());
    line.addEventListener("click", () => choice.take());
    return line;
  }

  private choose(number: number): void {
    this.at = number;
    [...this.list.children].forEach((line, place) => line.setAttribute("aria-selected", String(place === number)));
    const line = this.list.children[number];
    line?.scrollIntoView({ block: "nearest" });
    if (line) this.text.setAttribute("aria-activedescendant", line.id);
  }

  private put(place: Place): void {
    const seen = window.visualViewport;
    const height = (seen?.height ?? window.innerHeight) + (seen?.offsetTop ?? 0);
    const below = height - place.bottom - 60;
    const above = below < 180 && place.top > below;
    this.list.style.left = `${Math.max(8, Math.min(place.left, window.innerWidth - this.list.offsetWidth - 8))}px`;
    this.list.style.maxHeight = `${Math.max(120, Math.min(320, above ? place.top - 70 : below))}px`;
    this.list.style.top = above ? `${place.top - this.list.offsetHeight - 6}px` : `${place.bottom + 6}px`;
  }
}

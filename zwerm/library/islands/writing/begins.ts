/** A new item comes to be on the server: asked once, and again as long as that fails, each time a little later. */
import { waitBefore } from "../../../ui/islands/base/again.ts";

export class Begins {
  /** Something is written in it. */
  wanted: boolean;
  private asking: Promise<boolean> | null;
  private attempt = 0;
  private timer = 0;

  /** `told`: why it was not begun, or null when it is. `done`: it is there already. */
  constructor(
    private readonly begin: () => Promise<void>,
    private readonly told: (reason: string | null) => void,
    done: boolean,
  ) {
    this.wanted = done;
    this.asking = done ? Promise.resolve(true) : null;
    window.addEventListener("online", () => this.timer && void this.now());
  }

  /** At every change: a letter more does not ask again what waits for its next try. */
  want(): void {
    if (!this.timer) void this.now();
  }

  /** Without waiting for the next try; answers whether it is there. */
  now(): Promise<boolean> {
    this.wanted = true;
    window.clearTimeout(this.timer);
    this.timer = 0;
    return (this.asking ??= this.begin().then(
      () => {
        this.told(null);
        return true;
      },
      (error: Error) => {
        this.asking = null;
        this.timer = window.setTimeout(() => void this.now(), waitBefore(this.attempt++, Math.random()));
        this.told(error.message);
        return false;
      },
    ));
  }
}

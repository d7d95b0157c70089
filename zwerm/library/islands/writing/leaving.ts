/**
 * A browser that others use too need not keep a text that stands in the server's database. What does not stand there yet stays:
 * nobody loses a word by leaving. Phones end pages that nobody looks at without telling them, so that such a room is
 * marked, and goes when someone signs out (ui/islands/base/away.ts).
 */
export class Leaving {
  private readonly mark: string;
  private marked = false;
  private cleared = false;
  private ended = false;

  constructor(
    room: string,
    private readonly isSaved: () => boolean,
    private readonly clear: () => Promise<unknown>,
    private readonly isAlone: () => boolean,
  ) {
    this.mark = `zwerm-saved:${room}`;
    localStorage.removeItem(this.mark);
    document.addEventListener("visibilitychange", () => (document.hidden ? this.hidden() : this.shown()));
    window.addEventListener("pagehide", () => {
      if (!this.isSaved()) return;
      // Another tab has it open, and that one clears it; when they end together, it goes when someone signs out.
      if (!this.isAlone()) return this.hidden();
      this.cleared = true;
      this.unmark();
      void this.clear();
    });
    window.addEventListener("pageshow", (event) => {
      // Back in a page that slept: what is written in it now must be kept again.
      if (event.persisted && this.cleared) location.reload();
    });
  }

  /** At each change of what the server has, of what is written here or in another tab. */
  changed(): void {
    if (!this.isSaved()) this.unmark();
  }

  /** It goes when someone signs out, whatever becomes of this page. */
  goesAtSignOut(): void {
    localStorage.setItem(this.mark, "");
    this.ended = true;
  }

  private hidden(): void {
    if (this.cleared || !this.isSaved()) return;
    localStorage.setItem(this.mark, "");
    this.marked = true;
  }

  private shown(): void {
    // Someone signed out meanwhile: what is kept here goes when this page closes.
    if (this.marked && localStorage.getItem(this.mark) === null) location.reload();
    else this.unmark();
  }

  private unmark(): void {
    if (this.ended) return;
    localStorage.removeItem(this.mark);
    this.marked = false;
  }
}

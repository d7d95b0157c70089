/**
 * Whether there is still somebody at the other end. A line can die without a word: a proxy that lost the server, a phone that changed networks.
 * Nothing is heard then, also no end. Whatever is heard says that it lives; after a silence it is asked, and asked in vain it is given up.
 */
const beat = 2000;
const quiet = 10_000;
/**
 * How long an answer is waited for: shorter while words wait that no server has, and when there is reason to doubt. A large text that is on
 * its way here is heard only when all of it is there, and on a slow line nothing else comes before it.
 */
const patience = { opening: 20_000, arriving: 60_000, saved: 18_000, unsaved: 7_000 };
const doubtful = 5000;

export class Alive {
  private timer = 0;
  private heardAt = 0;
  private askedAt: number | null = null;
  private doubted = false;
  private left = 0;

  /** `left`: bytes that are still on their way out; as long as they get fewer, the line lives. */
  constructor(
    private readonly ask: () => void,
    private readonly phase: () => keyof typeof patience,
    private readonly leftNow: () => number,
    private readonly giveUp: () => void,
  ) {}

  /** A new line, which first has to come to be: that too must be heard. */
  begin(): void {
    this.stop();
    this.heard();
    this.askedAt = Date.now();
    this.left = 0;
    this.timer = window.setInterval(() => this.look(), beat);
  }

  stop(): void {
    window.clearInterval(this.timer);
  }

  heard(): void {
    this.heardAt = Date.now();
    this.askedAt = null;
    this.doubted = false;
  }

  /** There is reason to doubt it: the network came back, or the page was asleep. */
  doubt(): void {
    this.askedAt ??= Date.now();
    this.doubted = true;
    this.ask();
  }

  private look(): void {
    const now = Date.now();
    const phase = this.phase();
    const before = this.left;
    this.left = this.leftNow();
    if (this.left < before) return this.heard();
    if (this.askedAt !== null) {
      const most = this.doubted && (phase === "saved" || phase === "unsaved") ? doubtful : patience[phase];
      if (now - this.askedAt >= most) this.giveUp();
    } else if (now - this.heardAt >= (phase === "unsaved" ? beat : quiet)) {
      this.askedAt = now;
      this.ask();
    }
  }
}

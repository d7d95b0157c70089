/**
 * The other tabs of this browser that have the same text open, and whether all that was written in them is with the server. A tab that is
 * killed says nothing any more: each holds a lock for as long as it lives, and the others wait for it. Without locks (a page that came over
 * plain HTTP) a killed tab counts as one that is still there: then a text is kept for longer than needed, and never shorter.
 */
interface Word {
  from: string;
  says: "came" | "here" | "went";
  safe: boolean;
}

export class Others {
  private readonly id = Math.random().toString(36).slice(2);
  private readonly safe = new Map<string, boolean>();
  private readonly channel: BroadcastChannel;
  private release = () => undefined as void;
  private state: "coming" | "here" | "gone" = "coming";
  private isSafe = false;

  constructor(
    private readonly name: string,
    private readonly changed: () => void,
  ) {
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = (event) => this.hear(event.data as Word);
    const held = () => {
      if (this.state === "gone") return;
      this.state = "here";
      this.say("came");
      return new Promise<void>((done) => (this.release = done));
    };
    if (navigator.locks) void navigator.locks.request(this.lock(this.id), held).catch(() => undefined);
    else void held();
    window.addEventListener("pagehide", () => this.state === "here" && this.say("went"));
    window.addEventListener("pageshow", (event) => event.persisted && this.state === "here" && this.say("came"));
  }

  get none(): boolean {
    return this.safe.size === 0;
  }

  /** Everything that is written in them is with the server. */
  get areSafe(): boolean {
    return [...this.safe.values()].every(Boolean);
  }

  /** What is written here is with the server, or not any more. */
  tell(safe: boolean): void {
    if (safe === this.isSafe) return;
    this.isSafe = safe;
    if (this.state === "here") this.say("here");
  }

  /** This tab needs the text no more; it still hears of the others. */
  leave(): void {
    if (this.state === "here") this.say("went");
    this.state = "gone";
    this.release();
  }

  private hear({ from, says, safe }: Word): void {
    if (says === "went") this.safe.delete(from);
    else {
      const isNew = !this.safe.has(from);
      this.safe.set(from, safe);
      if (isNew) void navigator.locks?.request(this.lock(from), () => this.lost(from)).catch(() => undefined);
      if (says === "came" && this.state === "here") this.say("here");
    }
    this.changed();
  }

  private lost(one: string): void {
    if (this.safe.delete(one)) this.changed();
  }

  private say(says: Word["says"]): void {
    this.channel.postMessage({ from: this.id, says, safe: this.isSafe } satisfies Word);
  }

  private readonly lock = (id: string) => `${this.name}:${id}`;
}

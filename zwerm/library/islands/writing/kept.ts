/**
 * The copy of a text in this browser: its updates in IndexedDB, in one database per person and text, which all tabs with that text share.
 * Whatever goes wrong here stops nothing else; `keeps` says whether what is written now is kept.
 */
import * as Y from "yjs";
import { hadAfter, hadOf } from "./had.ts";
import { Others } from "./others.ts";
import { answered } from "./waiting.ts";

const updates = "updates";
/** What is known about them: `had`, the state vector of what the server had. */
const about = "custom";
const many = 500;
const again = 5000;

export class Kept {
  db: IDBDatabase | null = null;
  readonly others: Others;
  /** What was kept is in the document. */
  readonly opened: Promise<void>;
  private opening: Promise<void> | null = null;
  private over: "no" | "closed" | "gone" = "no";
  /** The state vector of what the server has, as far as this device knows. */
  had: Uint8Array | undefined;
  private written = 0;
  private timer = 0;

  /** `isNeeded`: something is written here that no server has. `changed`: `keeps`, or what other tabs have. `server`: the origin of what comes from there. */
  constructor(
    readonly name: string,
    private readonly doc: Y.Doc,
    private readonly isNeeded: () => boolean,
    private readonly changed: () => void,
    server: unknown,
  ) {
    this.others = new Others(name, () => {
      if (this.over === "closed") this.deleteAlone();
      changed();
    });
    doc.on("update", (update: Uint8Array, origin: unknown, _doc: Y.Doc, change: Y.Transaction) => {
      if (origin !== this) this.add(update);
      // Also while words from here are on their way: a colleague's are not among them.
      if (origin === server) this.keepHad(hadAfter(this.had, change));
    });
    this.opened = this.open();
  }

  get keeps(): boolean {
    return this.db !== null;
  }

  /** The server has everything that is in the document now. */
  setHad(): void {
    this.keepHad(Y.encodeStateVector(this.doc));
  }

  private keepHad(had: Uint8Array): void {
    this.had = had;
    this.change(about, (rows) => rows.put(had.slice().buffer, "had"));
  }

  /** This tab needs it no more: it goes from the device, with the last tab that has it open. */
  clear(): Promise<void> {
    if (this.over === "no") this.over = "closed";
    window.clearTimeout(this.timer);
    this.shut();
    this.others.leave();
    return this.deleteAlone();
  }

  private async deleteAlone(): Promise<void> {
    if (this.over !== "closed" || !this.others.none) return;
    this.over = "gone";
    await answered(indexedDB.deleteDatabase(this.name)).catch(() => undefined);
  }

  private add(update: Uint8Array): void {
    if (this.over !== "no") return;
    // What came in meanwhile is in the document, which is kept as a whole when it opens.
    if (!this.db) return void (this.isNeeded() && this.open());
    if (this.change(updates, (rows) => rows.add(update)) && ++this.written > many) this.merge();
  }

  private open(): Promise<void> {
    return (this.opening ??= this.begin()
      .catch(() => this.fail())
      .finally(() => (this.opening = null)));
  }

  private async begin(): Promise<void> {
    if (this.over !== "no" || this.db) return;
    const db = await openKept(this.name);
    if (this.over !== "no") return db.close();
    db.onversionchange = db.onclose = () => this.taken(db);
    // Also what failed after it was asked: a device that is full says so late.
    db.onabort = () => this.db === db && this.fail();
    const had = (await answered(db.transaction(about).objectStore(about).get("had"))) as ArrayBuffer | undefined;
    this.had = hadOf(this.had, had && new Uint8Array(had));
    await this.bringTogether(db);
    this.db = db;
    this.changed();
  }

  private merge(): void {
    if (this.db) void this.bringTogether(this.db).catch(() => this.fail());
  }

  /** What is kept comes into the document, also what other tabs wrote, and the document is kept as one update. */
  private async bringTogether(db: IDBDatabase): Promise<void> {
    this.written = 0;
    const change = db.transaction(updates, "readwrite");
    const done = new Promise<void>((kept, failed) => {
      change.oncomplete = () => kept();
      change.onabort = () => failed(change.error);
    });
    const rows = change.objectStore(updates);
    const found = (await answered(rows.getAll())) as Uint8Array[];
    Y.transact(this.doc, () => found.forEach((one) => Y.applyUpdate(this.doc, one, this)), this, false);
    rows.clear();
    rows.add(Y.encodeStateAsUpdate(this.doc));
    // From here each change is asked after this one.
    this.db = db;
    await done;
  }

  /** Someone deletes it: another tab that thought it was alone, or who signs out. What no server has is kept anew, the rest not. */
  private taken(db: IDBDatabase): void {
    db.close();
    if (this.db !== db) return;
    this.db = null;
    if (this.isNeeded()) void this.open();
    this.changed();
  }

  private change(name: string, act: (rows: IDBObjectStore) => void): boolean {
    try {
      if (!this.db) return false;
      act(this.db.transaction(name, "readwrite").objectStore(name));
      return true;
    } catch {
      this.fail();
      return false;
    }
  }

  private fail(): void {
    this.shut();
    this.changed();
    window.clearTimeout(this.timer);
    if (this.over === "no") this.timer = window.setTimeout(() => this.isNeeded() && void this.open(), again);
  }

  private shut(): void {
    this.db?.close();
    this.db = null;
  }
}

/** Of a text that no page has open: what is kept of it. */
export async function keptIn(name: string): Promise<{ doc: Y.Doc; had: ArrayBuffer | undefined }> {
  const db = await openKept(name);
  try {
    const look = db.transaction([updates, about]);
    const rows = answered(look.objectStore(updates).getAll()) as Promise<Uint8Array[]>;
    const had = answered(look.objectStore(about).get("had")) as Promise<ArrayBuffer | undefined>;
    const doc = new Y.Doc();
    for (const one of await rows) Y.applyUpdate(doc, one);
    return { doc, had: await had };
  } finally {
    db.close();
  }
}

async function openKept(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(updates, { autoIncrement: true });
    request.result.createObjectStore(about);
  };
  return answered(request);
}

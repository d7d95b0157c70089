/**
 * Files on their way to the server, kept in this browser until they stand in the text: a browser that is killed loses none of them. Each text
 * of each person has a database of its own, which goes with its last file.
 */
export interface Waiting {
  key: number;
  file: File;
  /** Where it will stand, as the shared document tells places. */
  at: Uint8Array;
}

const prefix = "zwerm-files:";
const store = "files";

export const filesOf = (person: string, item: string) => `${prefix}${person}:${item}`;
export const itemOf = (name: string) => name.slice(name.lastIndexOf(":") + 1);

/** The names of databases in this browser that begin so. */
export async function databasesOf(beginning: string): Promise<string[]> {
  const names = ((await indexedDB.databases?.()) ?? []).map(({ name }) => name ?? "");
  return names.filter((name) => name.startsWith(beginning));
}

/** The names of those with files of this person. */
export const withFiles = (person: string) => databasesOf(`${prefix}${person}:`);

export class Waits {
  private readonly here = new Set<number>();

  constructor(private readonly name: string) {}

  /** Its number here; null where this browser keeps nothing (it is full, or a private window): then it is on its way all the same. */
  async keep(file: File, at: Uint8Array): Promise<number | null> {
    const key = await this.within((files) => answered(files.add({ file, at }))).catch(() => null);
    if (key === null) return null;
    this.here.add(key as number);
    // Given back when this page ends, however that goes: other pages leave what we have in hand.
    void navigator.locks?.request(this.lock(key as number), () => new Promise<void>((done) => this.held.set(key as number, done)));
    return key as number;
  }

  private readonly held = new Map<number, () => void>();

  /** It is in the text, or never will be. */
  async drop(key: number | null): Promise<void> {
    if (key === null) return;
    await this.within((files) => answered(files.delete(key))).catch(() => undefined);
    this.held.get(key)?.();
    this.held.delete(key);
  }

  /** What a page left behind that ended before they were sent. Oldest first. */
  async left(): Promise<Waiting[]> {
    const known = await indexedDB.databases?.().catch(() => []);
    if (known && !known.some(({ name }) => name === this.name)) return [];
    const all = await this.within(async (files) => {
      const keys = (await answered(files.getAllKeys())) as number[];
      const rows = (await answered(files.getAll())) as Omit<Waiting, "key">[];
      return keys.map((key, number) => ({ key, ...rows[number]! }));
    }).catch(() => []);
    const taken = (await navigator.locks?.query())?.held?.map(({ name }) => name) ?? [];
    return all.filter(({ key }) => !this.here.has(key) && !taken.includes(this.lock(key)));
  }

  private readonly lock = (key: number) => `${this.name}:${key}`;

  /** Pages take turns: a database that is empty goes, and nothing is put into one that is going. */
  private within<T>(act: (files: IDBObjectStore) => Promise<T>): Promise<T> {
    const turn = async () => {
      const request = indexedDB.open(this.name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(store, { autoIncrement: true });
      const database = await answered(request);
      const change = database.transaction(store, "readwrite");
      const over = new Promise<void>((done, fail) => {
        change.oncomplete = () => done();
        change.onabort = change.onerror = () => fail(change.error);
      });
      try {
        const files = change.objectStore(store);
        const answer = await act(files);
        const none = (await answered(files.count())) === 0;
        await over;
        database.close();
        if (none) await answered(indexedDB.deleteDatabase(this.name));
        return answer;
      } finally {
        database.close();
      }
    };
    return navigator.locks ? (navigator.locks.request(this.name, turn) as Promise<T>) : turn();
  }
}

export function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

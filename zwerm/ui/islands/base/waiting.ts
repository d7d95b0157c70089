/**
 * What someone does without a connection waits here, in the browser's own database, and is sent when there is one.
 * Each act has a key of its own, so that sending it twice counts once, and an owner, so that nobody sends another's.
 */
export interface Act {
  act: string;
  key: string;
  owner: string;
  at: number;
  fields: Record<string, string[]>;
}

export interface Sent {
  taken: number;
  refused: string[];
}

const DONE = "zwerm:waiting";
let opening: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("zwerm", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("acts", { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opening;
}

async function within<T>(mode: IDBTransactionMode, work: (acts: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await database()).transaction("acts", mode, { durability: "strict" });
  const asked = work(transaction.objectStore("acts"));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/** Whose page this is, by the name that the server gives them on devices; empty: nobody's. */
export function owner(): string {
  const told = document.body.dataset["person"] ?? "";
  return told === "nobody" ? "" : told;
}

/** Whether this page came from what the device keeps, or there is no connection. */
export function away(): boolean {
  return !navigator.onLine || document.documentElement.dataset["away"] !== undefined;
}

export async function waitingActs(): Promise<Act[]> {
  const acts = await within<Act[]>("readonly", (store) => store.getAll());
  return acts.filter((one) => one.owner === owner()).sort((one, other) => one.at - other.at);
}

/** Keep it until it is sent; only then may a page say that it is kept. */
export async function wait(act: string, fields: Record<string, string[]>, key: string = crypto.randomUUID()): Promise<void> {
  if (!owner()) throw new Error("nobody is signed in");
  await within("readwrite", (store) => store.put({ act, key, owner: owner(), at: Date.now(), fields }));
  document.dispatchEvent(new CustomEvent(DONE));
  void sendWaiting();
}

/** The fields of a form, but for what only the form itself needs. */
export function fieldsOf(form: HTMLFormElement): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const [name, value] of new FormData(form)) {
    if (name !== "csrfmiddlewaretoken" && name !== "key") (fields[name] ??= []).push(String(value));
  }
  return fields;
}

export function whenWaitingChanges(tell: (sent?: Sent) => void): void {
  document.addEventListener(DONE, (event) => tell((event as CustomEvent<Sent | undefined>).detail ?? undefined));
}

/** Send what waits, if the one who is signed in is the one who did it. One window at a time. */
export async function sendWaiting(): Promise<void> {
  if (!navigator.onLine || !owner()) return;
  await navigator.locks.request("zwerm-acts", { ifAvailable: true }, async (lock) => {
    if (lock && (await waitingActs()).length) await send().catch(() => undefined);
  });
}

async function send(): Promise<void> {
  const asked = await fetch("/late/", { cache: "no-store", redirect: "error" });
  const here = (await asked.json()) as { owner: string; csrf: string; most: number };
  if (here.owner !== owner()) return;
  const acts = await waitingActs();
  const sent: Sent = { taken: 0, refused: [] };
  for (let first = 0; first < acts.length; first += here.most) {
    if (!(await sendSome(acts.slice(first, first + here.most), here.csrf, sent))) break;
  }
  document.dispatchEvent(new CustomEvent(DONE, { detail: sent }));
}

async function sendSome(acts: Act[], csrf: string, sent: Sent): Promise<boolean> {
  const now = Date.now();
  const told = acts.map(({ act, key, at, fields }) => ({ act, key, fields, ago: Math.max(0, (now - at) / 1000) }));
  const answer = await fetch("/late/", {
    method: "POST",
    redirect: "error",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify({ owner: owner(), acts: told }),
  });
  if (!answer.ok) return false;
  const { taken, refused } = (await answer.json()) as { taken: string[]; refused: { key: string; why: string }[] };
  // Out of the queue only when the server said what became of it.
  for (const key of [...taken, ...refused.map((one) => one.key)]) await within("readwrite", (store) => store.delete(key));
  sent.taken += taken.length;
  sent.refused.push(...refused.map((one) => one.why));
  return true;
}

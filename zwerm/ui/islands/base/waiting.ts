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
  /** Words that somebody wrote. */
  words?: boolean;
  /** What this answers, and on which page. Not sent. */
  about?: About;
  /** The server did not take it; it is not sent again. */
  refused?: boolean;
  /** As the server said it. */
  why?: string;
}

export interface About {
  asked: string;
  course?: string;
  page: string;
  /** What was answered, as people read it: it stays when the server does not take it, for who answered. */
  said?: string;
}

export interface Refusal {
  key: string;
  why: string;
  about?: About;
}

export interface Sent {
  taken: number;
  refused: Refusal[];
}

const DONE = "zwerm:waiting";
const A_MONTH = 30 * 86_400_000;
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

async function ownActs(): Promise<Act[]> {
  const acts = await within<Act[]>("readonly", (store) => store.getAll());
  return acts.filter((one) => one.owner === owner()).sort((one, other) => one.at - other.at);
}

export async function waitingActs(): Promise<Act[]> {
  return (await ownActs()).filter((one) => !one.refused);
}

/** Answers that the server did not take, for who gave them to use again. */
export async function refusedAnswers(): Promise<Act[]> {
  return (await ownActs()).filter((one) => one.refused);
}

export async function forgetAct(key: string): Promise<void> {
  await within("readwrite", (store) => store.delete(key));
}

/** By who wrote them: they need them no more. */
export async function throwAway(key: string): Promise<void> {
  await forgetAct(key);
  document.dispatchEvent(new CustomEvent(DONE));
}

/** Keep it until it is sent; only then may a page say that it is kept. */
export async function wait(act: string, fields: Record<string, string[]>, key: string = crypto.randomUUID(), about?: About, words = false): Promise<void> {
  if (!owner()) throw new Error("nobody is signed in");
  await within("readwrite", (store) => store.put({ act, key, owner: owner(), at: Date.now(), fields, words, ...(about && { about }) }));
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
    if (lock && (await waitingActs()).length) await send().then(() => (failed = 0), tryAgain);
  });
}

let failed = 0;
let later = 0;

/** Of a connection that has just come back the first try often fails: after one second, two, four, up to a minute. */
function tryAgain(): void {
  window.clearTimeout(later);
  later = window.setTimeout(() => void sendWaiting(), Math.min(1000 * 2 ** failed, 60_000));
  failed += 1;
}

/** What the server says of this session, when it is the one whose page this is. */
export async function sessionHere(): Promise<{ csrf: string; most: number } | undefined> {
  const asked = await fetch("/late/", { cache: "no-store", redirect: "error" });
  const here = (await asked.json()) as { owner: string; csrf: string; most: number };
  return here.owner === owner() ? here : undefined;
}

async function send(): Promise<void> {
  const here = await sessionHere();
  if (!here) return;
  for (const { key, at } of await refusedAnswers()) if (at < Date.now() - A_MONTH) await forgetAct(key);
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
  for (const key of taken) await forgetAct(key);
  for (const { key, why } of refused) {
    const act = acts.find((one) => one.key === key);
    if (act?.words || act?.about?.said) await within("readwrite", (store) => store.put({ ...act, refused: true, why }));
    else await forgetAct(key);
    sent.refused.push({ key, why, ...(act?.about && { about: act.about }) });
  }
  sent.taken += taken.length;
  return true;
}

/** Reading and learning without a connection: the service worker, and the line that says so. */
import { behaves } from "./behaviours.ts";
import { moment } from "./moments.ts";
import { toast } from "./toasts.ts";
import { away, owner, refusedAnswers, sendWaiting, waitingActs, whenWaitingChanges, type Refusal, type Sent } from "./waiting.ts";

const AN_HOUR = 3_600_000;
/** Milliseconds. Whoever only passes a page, or waits for it on a slow line, need not get the next one too. */
const STAYED = 2000;
const looked = () => `looked:${owner()}`;
const root = document.documentElement;

async function tellWorker(whose: string): Promise<void> {
  const known = await navigator.serviceWorker?.getRegistration();
  known?.active?.postMessage({ owner: whose });
}

/** The device keeps pages of one person at a time; what was kept of another goes. */
async function begin(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/worker.js", { updateViaCache: "none" });
  // A page that comes from the device says nothing about who is signed in now.
  const whose = document.body.dataset["person"];
  if (whose && root.dataset["away"] === undefined) await tellWorker(whose);
  if (navigator.serviceWorker.controller) return keepWhatIsNeeded();
  navigator.serviceWorker.addEventListener("controllerchange", keepWhatIsNeeded, { once: true });
  // A page that was on its way when the worker began is passed over by it.
  const { active } = await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) active?.postMessage({ claim: true });
}

const isTimeToLook = () => Math.abs(Date.now() - Number(localStorage.getItem(looked()))) > AN_HOUR;

/** Once an hour: what moved out of sight goes from the device, also when nobody opens it. */
async function forgetWhatIsHidden(): Promise<void> {
  if (away() || !owner() || !navigator.serviceWorker?.controller || !isTimeToLook()) return;
  await navigator.locks.request("zwerm-looks", { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    if (await caches.has(`zwerm-pages-${owner()}`)) await (await import("./sight.ts")).lookAgain();
    localStorage.setItem(looked(), String(Date.now()));
  });
}

function keepWhatIsNeeded(): void {
  // Not before what waits is sent: cards for today are among what is asked again.
  void sendWaiting().then(forgetWhatIsHidden).catch(() => undefined);
  window.setTimeout(keepWhatIsWanted, STAYED);
}

/** `data-keeps="/address/"`: will be wanted without a connection; fetched once an hour, for who stays. */
function keepWhatIsWanted(): void {
  if (away() || !owner()) return;
  const wanted = [...document.querySelectorAll<HTMLElement>("[data-keeps]")].map((one) => one.dataset["keeps"]!);
  for (const address of [...new Set(wanted)]) {
    const mark = `kept:${owner()}:${address}`;
    if (Date.now() - Number(sessionStorage.getItem(mark)) < AN_HOUR) continue;
    // Not before: whoever goes on to another page meanwhile breaks it off, and the next one begins anew.
    const done = () => sessionStorage.setItem(mark, String(Date.now()));
    fetch(address, { headers: { "Zwerm-Keep": "yes" } }).then(done, () => undefined);
  }
}

function linkTo(address: string, words: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = words;
  return link;
}

/** More than these stand together on the page of the device, each with its question. */
const TOLD = 3;

function tellRefused({ why, about }: Refusal, words: string): void {
  if (!about) return toast(`${words} ${why}`, "warn");
  const course = about.course ? ` (${about.course})` : "";
  toast(words, "warn", " ", linkTo(about.page, about.asked), `${course}. ${why}`);
}

behaves("tells-away", (line) => {
  const words = (name: string) => line.dataset[name] ?? "";
  // A page from the device stays one; that there is no connection is over when there is one.
  let back = false;
  const show = async () => {
    const count = owner() ? (await waitingActs().catch(() => [])).length : 0;
    const told = [];
    if (away() && !back) told.push(words("saidAway"));
    const when = root.dataset["kept"];
    if (when) told.push(words("saidKept").replace("{when}", moment(when, "medium")));
    if (count) told.push(words(count === 1 ? "saidOne" : "saidMany").replace("{n}", String(count)));
    line.textContent = told.join(" ");
    const left = owner() && (await refusedAnswers().catch(() => [])).length;
    if (left) line.append(" ", linkTo(words("words"), words("saidLeft")));
    line.classList.toggle("away--shown", told.length > 0 || Boolean(left));
  };
  const sent = (result?: Sent) => {
    if (result) back = true;
    void show();
    if (result?.taken) toast(words("saidSent").replace("{n}", String(result.taken)));
    for (const one of result?.refused.slice(0, TOLD) ?? []) tellRefused(one, words("saidRefused"));
  };
  whenWaitingChanges(sent);
  window.addEventListener("offline", () => {
    back = false;
    void show();
  });
  window.addEventListener("online", () => {
    back = true;
    void show();
    void sendWaiting().then(forgetWhatIsHidden).catch(() => undefined);
  });
  document.addEventListener("visibilitychange", () => document.hidden || void sendWaiting());
  window.setInterval(() => void sendWaiting(), 60_000);
  void show();
  void sendWaiting();
});

/** `data-away="/address/"` on a form: where to go instead when there is no connection. */
document.addEventListener("submit", (event) => {
  const elsewhere = (event.target as HTMLElement).dataset["away"];
  if (!elsewhere || !away()) return;
  event.preventDefault();
  location.assign(elsewhere);
});

/** Texts that stand in the server's database as they stand here (library/islands/writing/leaving.ts). */
function forgetTexts(): void {
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith("zwerm-saved:"))) {
    indexedDB.deleteDatabase(key.slice(12));
    localStorage.removeItem(key);
  }
}

/** First send what waits, then forget every page: whoever comes after finds nothing. */
behaves("signs-out", (element) => {
  const form = element as HTMLFormElement;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    forgetTexts();
    const atMost = new Promise((resolve) => window.setTimeout(resolve, 4000));
    void Promise.race([sendWaiting(), atMost])
      .then(() => tellWorker("nobody"))
      .finally(() => form.submit());
  });
});

if (document.readyState === "complete") void begin().catch(() => undefined);
else window.addEventListener("load", () => void begin().catch(() => undefined));

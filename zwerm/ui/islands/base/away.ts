/** Reading and learning without a connection: the service worker, and the line that says so. */
import { behaves } from "./behaviours.ts";
import { toast } from "./toasts.ts";
import { away, owner, sendWaiting, waitingActs, whenWaitingChanges, type Sent } from "./waiting.ts";

const AN_HOUR = 3_600_000;
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
  if (navigator.serviceWorker.controller) keepWhatIsNeeded();
  else navigator.serviceWorker.addEventListener("controllerchange", keepWhatIsNeeded, { once: true });
}

/** `data-keeps="/address/"`: will be wanted without a connection; fetched once an hour. This page itself, when nobody kept it. */
function keepWhatIsNeeded(): void {
  if (away() || !owner()) return;
  const wanted = [...document.querySelectorAll<HTMLElement>("[data-keeps]")].map((one) => one.dataset["keeps"]!);
  for (const address of [...new Set(wanted)]) {
    const mark = `kept:${owner()}:${address}`;
    if (Date.now() - Number(sessionStorage.getItem(mark)) < AN_HOUR) continue;
    sessionStorage.setItem(mark, String(Date.now()));
    void fetch(address, { headers: { "Zwerm-Keep": "yes" } }).catch(() => sessionStorage.removeItem(mark));
  }
}

behaves("tells-away", (line) => {
  const words = (name: string) => line.dataset[name] ?? "";
  const show = async () => {
    const count = owner() ? (await waitingActs().catch(() => [])).length : 0;
    const told = [];
    if (away()) told.push(words("saidAway"));
    const when = root.dataset["kept"];
    if (when) told.push(words("saidKept").replace("{when}", new Date(when).toLocaleString(root.lang, { dateStyle: "medium", timeStyle: "short" })));
    if (count) told.push(words(count === 1 ? "saidOne" : "saidMany").replace("{n}", String(count)));
    line.textContent = told.join(" ");
    line.classList.toggle("away--shown", told.length > 0);
  };
  const sent = (result?: Sent) => {
    void show();
    if (result?.taken) toast(words("saidSent").replace("{n}", String(result.taken)));
    for (const why of new Set(result?.refused)) toast(`${words("saidRefused")} ${why}`, "warn");
  };
  whenWaitingChanges(sent);
  window.addEventListener("offline", () => void show());
  window.addEventListener("online", () => {
    void show();
    void sendWaiting();
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

/** First send what waits, then forget every page: whoever comes after finds nothing. */
behaves("signs-out", (element) => {
  const form = element as HTMLFormElement;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const atMost = new Promise((resolve) => window.setTimeout(resolve, 4000));
    void Promise.race([sendWaiting(), atMost])
      .then(() => tellWorker("nobody"))
      .finally(() => form.submit());
  });
});

if (document.readyState === "complete") void begin().catch(() => undefined);
else window.addEventListener("load", () => void begin().catch(() => undefined));

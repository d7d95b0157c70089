/**
 * The service worker: what someone read lately can be read without a connection.
 *
 * What it must never do is show one person's pages to another. Every answer of the server says whose it is
 * (`Zwerm-Person`). Pages are kept for one owner at a time; an answer for anyone else, or for nobody, throws all others
 * away, and an answer that was asked for before that moment is not kept any more (`era`).
 * It imports nothing: browsers load it as a script of its own, with what `ui/views/device.py` puts before it.
 */
interface Asked extends Event {
  request: Request;
  respondWith(answer: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
}

interface Page {
  focus(): Promise<Page>;
  navigate(address: string): Promise<unknown>;
}

interface Told {
  title: string;
  body: string;
  url: string;
  tag: string;
  lang: string;
}

const scope = self as unknown as {
  zwerm: { version: string; shell: string[] };
  clients: { claim(): Promise<void>; matchAll(which: object): Promise<Page[]>; openWindow(address: string): Promise<unknown> };
  registration: { showNotification(title: string, how: object): Promise<void> };
  addEventListener(name: string, listen: (event: never) => void): void;
};
const SHELL = `zwerm-shell-${scope.zwerm.version}`;
const PAGES = "zwerm-pages-";
const NOBODY = "nobody";
const MOST = 120;
const HASHED = /[.-][0-9a-zA-Z_-]{8,12}\.\w+$/;

let era = 0;
// One change of what is kept after another.
let changing: Promise<unknown> = Promise.resolve();

function change<T>(work: () => Promise<T>): Promise<T> {
  const done = changing.then(work, work);
  changing = done.catch(() => undefined);
  return done;
}

async function keepOnly(owner: string): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PAGES) && name !== PAGES + owner);
  if (others.length || owner === NOBODY) era += 1;
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function remember(request: Request, answer: Response, began: number): Promise<void> {
  const owner = answer.headers.get("Zwerm-Person");
  const isGone = owner ? answer.redirected || [403, 404, 410].includes(answer.status) : answer.type === "opaqueredirect";
  if (isGone && request.method === "GET") await change(() => forget(addressOf(request)));
  if (!owner) return;
  const keeps = request.method === "GET" && answer.ok && !answer.redirected && answer.headers.get("Zwerm-Offline") === "keep";
  const body = keeps ? await answer.arrayBuffer() : null;
  // Its parts first, and not without them: a page that is kept works.
  if (body && request.headers.has("Zwerm-Keep")) await keepParts(body);
  await change(async () => {
    if (began !== era) return;
    await keepOnly(owner);
    if (!body || owner === NOBODY) return;
    const headers = new Headers(answer.headers);
    for (const name of ["content-encoding", "content-length", "set-cookie"]) headers.delete(name);
    headers.set("Zwerm-Kept", new Date().toISOString());
    const cache = await caches.open(PAGES + owner);
    await cache.put(addressOf(request), new Response(body, { status: answer.status, headers }));
    const keys = await cache.keys();
    await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => cache.delete(key)));
  });
}

/** A page that this person may not see any more, or that stands elsewhere now; with the pictures in it. */
async function forget(address: string): Promise<void> {
  const any = { ignoreSearch: true, ignoreVary: true };
  for (const name of await caches.keys()) {
    if (!name.startsWith(PAGES)) continue;
    const cache = await caches.open(name);
    const page = await cache.match(address, any);
    const words = page?.headers.get("Content-Type")?.startsWith("text/html") ? await page.text() : "";
    const pictures = [...words.matchAll(/src="(\/knowledge\/pictures\/[^"]+)"/g)].map((one) => one[1]!);
    await Promise.all([address, ...pictures].map((one) => cache.delete(one, any)));
  }
}

/** The scripts and styles of a page that was kept without being shown. */
async function keepParts(page: ArrayBuffer): Promise<void> {
  const found = new TextDecoder().decode(page).matchAll(/(?:src|href)="(\/static\/[^"#]+)"/g);
  const addresses = new Set([...found].map((one) => one[1]!).filter((one) => HASHED.test(one)));
  const parts = await Promise.all([...addresses].map((one) => part(new Request(one))));
  if (!parts.every((one) => one.ok)) throw new Error("a part of the page did not come");
}

function addressOf(request: Request): string {
  return request.url.split("#")[0]!;
}

async function kept(request: Request): Promise<Response | undefined> {
  await changing;
  const name = (await caches.keys()).find((one) => one.startsWith(PAGES));
  const found = name && (await (await caches.open(name)).match(addressOf(request), { ignoreVary: true }));
  if (!found || request.mode !== "navigate") return found || undefined;
  return marked(found, `data-away data-kept="${found.headers.get("Zwerm-Kept") ?? ""}"`);
}

async function notConnected(): Promise<Response> {
  const found = await caches.match("/offline/", { ignoreVary: true });
  return found ? marked(found, "data-away") : Response.error();
}

/** Such a page tells nothing about who is signed in now. */
async function marked(page: Response, mark: string): Promise<Response> {
  const words = (await page.text()).replace("<html ", `<html ${mark} `);
  return new Response(words, { status: 200, headers: page.headers });
}

async function page(event: Asked): Promise<Response> {
  const { request } = event;
  const began = era;
  let answer: Response;
  try {
    answer = await fetch(request);
  } catch (unreachable) {
    const known = request.method === "GET" ? await kept(request) : undefined;
    if (known) return known;
    if (request.mode === "navigate") return notConnected();
    throw unreachable;
  }
  const remembered = remember(request, answer.clone(), began);
  event.waitUntil(remembered.catch(() => undefined));
  // Who asks for a page to be kept hears nothing before it is.
  if (request.headers.has("Zwerm-Keep")) await remembered;
  return answer;
}

async function part(request: Request): Promise<Response> {
  const known = await caches.match(request, { ignoreVary: true });
  if (known) return known;
  const answer = await fetch(request);
  if (answer.status === 200) await (await caches.open(SHELL)).put(request, answer.clone());
  return answer;
}

scope.addEventListener("install", (event: Asked) => {
  const shell = scope.zwerm.shell.map((address) => new Request(address, { credentials: "omit", cache: "reload" }));
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(shell)));
});

// It waits until no page of the release before is open any more: none of those ever misses a part.
scope.addEventListener("activate", (event: Asked) => {
  const old = (name: string) => name.startsWith("zwerm-shell-") && name !== SHELL;
  const cleaned = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(cleaned.then(() => scope.clients.claim()));
});

scope.addEventListener("message", (event: Asked & { data?: { owner?: string; claim?: boolean } }) => {
  const { owner, claim } = event.data ?? {};
  if (owner) event.waitUntil(change(() => keepOnly(owner)));
  if (claim) event.waitUntil(scope.clients.claim());
});

scope.addEventListener("fetch", (event: Asked) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin || request.headers.has("Range")) return;
  if (address.pathname.startsWith("/static/")) {
    if (request.method === "GET" && HASHED.test(address.pathname)) event.respondWith(part(request));
  } else if (request.mode === "navigate" || request.destination === "image" || request.headers.has("Zwerm-Keep")) {
    event.respondWith(page(event));
  }
});

/** Something new for who is signed in here: only of what kind it is, for anybody may look at the screen. */
scope.addEventListener("push", (event: Asked & { data?: { json(): Told } }) => {
  const told = event.data?.json();
  if (!told) return;
  const { title, body, tag, lang, url } = told;
  event.waitUntil(scope.registration.showNotification(title, { body, tag, lang, data: { url } }));
});

scope.addEventListener("notificationclick", (event: Asked & { notification: { close(): void; data: { url: string } } }) => {
  event.notification.close();
  // Never elsewhere, whatever a message says.
  const address = new URL(event.notification.data.url, location.origin);
  if (address.origin === location.origin) event.waitUntil(show(address.href));
});

async function show(address: string): Promise<void> {
  const [page] = await scope.clients.matchAll({ type: "window" });
  if (page) await (await page.focus()).navigate(address);
  else await scope.clients.openWindow(address);
}

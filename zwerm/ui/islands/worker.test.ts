import { beforeAll, beforeEach, expect, test, vi } from "vitest";

const site = "https://zwerm.example";
const person = { "Zwerm-Person": "tess", "Content-Type": "text/html" };
const kept = new Map<string, Map<string, Response>>();
const listens: Record<string, (event: unknown) => void> = {};
const parts = new Map<string, Response>();
const shown: unknown[] = [];
const open: unknown[] = [];
let answer: Response;

const bare = (address: string) => new URL(address, site).href.split("?")[0]!;
const cache = (name: string) => {
  const pages = kept.get(name) ?? new Map<string, Response>();
  kept.set(name, pages);
  const of = (address: string, how?: { ignoreSearch?: boolean }) =>
    [...pages.keys()].filter((one) => (how?.ignoreSearch ? bare(one) === bare(address) : one === new URL(address, site).href));
  return {
    put: async (address: string, page: Response) => void pages.set(new URL(address, site).href, page),
    match: async (address: string, how?: { ignoreSearch?: boolean }) => pages.get(of(address, how)[0] ?? "")?.clone(),
    delete: async (address: string, how?: { ignoreSearch?: boolean }) => of(address, how).map((one) => pages.delete(one)).length > 0,
    keys: async () => [...pages.keys()].map((url) => ({ url })),
  };
};

async function asks(path: string, mode = "navigate", headers = new Headers()): Promise<void> {
  const work: Promise<unknown>[] = [];
  const request = { url: site + path, method: "GET", mode, destination: mode === "navigate" ? "document" : "image", headers };
  listens.fetch!({ request, respondWith: (one: Promise<Response>) => work.push(one), waitUntil: (one: Promise<unknown>) => work.push(one) });
  await work[0];
  await Promise.all(work);
}

const gives = (status: number, words = "", headers: Record<string, string> = person) => (answer = new Response(words, { status, headers }));
const addresses = () => [...kept.entries()].filter(([name]) => name.startsWith("zwerm-pages-")).flatMap(([, pages]) => [...pages.keys()].map((one) => one.slice(site.length)));

beforeAll(async () => {
  const clients = { matchAll: async () => open, openWindow: async (address: string) => shown.push(address) };
  const registration = { showNotification: async (title: string, how: object) => shown.push([title, how]) };
  const worker = { zwerm: { version: "1", shell: [] }, clients, registration, addEventListener: (name: string, listen: (event: unknown) => void) => (listens[name] = listen) };
  vi.stubGlobal("self", worker);
  vi.stubGlobal("location", { origin: site });
  vi.stubGlobal("Request", class { constructor(readonly url: string) {} });
  vi.stubGlobal("caches", { match: async () => undefined, keys: async () => [...kept.keys()], open: async (name: string) => cache(name), delete: async (name: string) => kept.delete(name) });
  vi.stubGlobal("fetch", async (request: { url: string }) => parts.get(request.url) ?? answer);
  await vi.importActual("./worker.ts"); // a script of its own, no module
});

beforeEach(async () => {
  kept.clear();
  parts.clear();
  gives(200, `<html><img src="/knowledge/pictures/ab/">De pomp</html>`, { ...person, "Zwerm-Offline": "keep" });
  await asks("/knowledge/1/");
  await asks("/knowledge/1/?from=search");
  await asks("/knowledge/2/");
  gives(200, "", { ...person, "Content-Type": "image/png", "Zwerm-Offline": "keep" });
  await asks("/knowledge/pictures/ab/", "no-cors");
  expect(addresses()).toEqual(["/knowledge/1/", "/knowledge/1/?from=search", "/knowledge/2/", "/knowledge/pictures/ab/"]);
});

test.each([403, 404, 410])("what is answered with %i goes from the device, with its pictures", async (status) => {
  gives(status);
  await asks("/knowledge/1/");
  expect(addresses()).toEqual(["/knowledge/2/"]);
});

test("what stands elsewhere now goes from where it stood", async () => {
  // So a browser shows a worker that a page sends on.
  answer = { type: "opaqueredirect", status: 0, ok: false, headers: new Headers(), clone: () => answer } as unknown as Response;
  await asks("/knowledge/1/");
  expect(addresses()).toEqual(["/knowledge/2/"]);
});

test("a server in trouble, or somebody between, takes nothing away", async () => {
  gives(502);
  await asks("/knowledge/1/");
  gives(404, "", {});
  await asks("/knowledge/1/");
  expect(addresses()).toHaveLength(4);
});

test("a page that is kept for later comes with its scripts, or not at all", async () => {
  const headers = new Headers({ "Zwerm-Keep": "yes" });
  const script = "/static/built/assets/away-DStJScbZ.js";
  gives(200, `<script src="${script}"></script>`, { ...person, "Zwerm-Offline": "keep" });
  parts.set(script, new Response("", { status: 503 }));
  await expect(asks("/practice/away/", "cors", headers)).rejects.toThrow();
  expect(addresses()).not.toContain("/practice/away/");
  parts.set(script, new Response("", { status: 200 }));
  await asks("/practice/away/", "cors", headers);
  expect(addresses()).toContain("/practice/away/");
});

async function happens(name: string, told: object): Promise<void> {
  const work: Promise<unknown>[] = [];
  listens[name]!({ ...told, waitUntil: (one: Promise<unknown>) => work.push(one) });
  await Promise.all(work);
}

test("what is pushed is shown, and what is pressed opens here and nowhere else", async () => {
  shown.length = open.length = 0;
  const told = { title: "There is something new for you", body: "A colleague named you", url: "/notices/1/", tag: "1", lang: "en" };
  await happens("push", { data: { json: () => told } });
  await happens("push", {});
  expect(shown).toEqual([[told.title, { body: told.body, tag: "1", lang: "en", data: { url: told.url } }]]);
  shown.length = 0;
  const press = (url: string) => happens("notificationclick", { notification: { close: () => shown.push("closed"), data: { url } } });
  await press("/notices/1/");
  await press("https://elsewhere.example/notices/1/");
  expect(shown).toEqual(["closed", `${site}/notices/1/`, "closed"]);
  const page = { focus: async () => page, navigate: async (address: string) => shown.push(["goes", address]) };
  open.push(page);
  await press("/notices/2/");
  expect(shown.at(-1)).toEqual(["goes", `${site}/notices/2/`]);
});

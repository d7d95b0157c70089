/** On the page that says that there is no connection: what this device kept, the newest first. */
const MOST = 40;
const list = document.querySelector<HTMLElement>("[data-part='kept']");

async function show(): Promise<void> {
  const name = (await caches.keys()).find((one) => one.startsWith("zwerm-pages-"));
  if (!name || !list) return;
  const cache = await caches.open(name);
  for (const request of [...(await cache.keys())].reverse().slice(0, MOST)) {
    const answer = await cache.match(request, { ignoreVary: true });
    if (!answer?.headers.get("Content-Type")?.startsWith("text/html")) continue;
    const title = new DOMParser().parseFromString(await answer.text(), "text/html").title;
    const link = document.createElement("a");
    link.href = request.url;
    link.textContent = title.replace(/ · Zwerm$/, "");
    const row = document.createElement("li");
    row.append(link);
    list.append(row);
  }
  list.closest<HTMLElement>("[hidden]")?.toggleAttribute("hidden", !list.childElementCount);
}

void show().catch(() => undefined);

export {};

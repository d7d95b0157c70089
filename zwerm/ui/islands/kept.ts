/** On the page that says that there is no connection: what this device kept, the newest first. */
const MOST = 40;
const ID = "[0-9a-f-]{36}";
/** Two things of one title are told apart by what they are. */
const KINDS: [RegExp, string][] = [
  [new RegExp(`^/knowledge/${ID}/$`), "kindText"],
  [new RegExp(`^/learn/${ID}/$`), "kindCourse"],
  [new RegExp(`^/learn/${ID}/\\d+/$`), "kindPart"],
  [new RegExp(`^/questions/${ID}/$`), "kindQuestion"],
];
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
    const kind = list.dataset[KINDS.find(([path]) => path.test(new URL(request.url).pathname))?.[1] ?? ""];
    if (kind) {
      const told = document.createElement("span");
      told.className = "faint";
      told.textContent = kind;
      link.append(" ", told);
    }
    const row = document.createElement("li");
    row.append(link);
    list.append(row);
  }
  list.closest<HTMLElement>("[hidden]")?.toggleAttribute("hidden", !list.childElementCount);
}

void show().catch(() => undefined);

export {};

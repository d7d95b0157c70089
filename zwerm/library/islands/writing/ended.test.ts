import { Editor } from "@tiptap/core";
import { beforeEach, expect, test, vi } from "vitest";
import { ends } from "./ended.ts";
import { schema } from "./schema.ts";
import { speaks } from "./words.ts";

const clear = vi.fn(() => Promise.resolve());
const mark = vi.fn();
const write = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
let panel: HTMLElement;
const press = (name: string) => panel.querySelector<HTMLElement>(`[data-ended=${name}]`)!.click();
const line = () => panel.querySelector("p")!.textContent;

function ended(words: "unsent" | "kept" | "gone"): void {
  document.body.innerHTML = `<div data-said-copied="Gekopieerd" data-said-removed="Weg" data-said-copy-by-hand="Kies zelf" data-said-kept="Staat er" data-said-unsent="Kopieer" data-said-went-along="Mee weg"></div>
    <div id="panel" hidden><p></p><button data-ended="copy"></button><button data-ended="remove"></button></div><div id="place"></div>`;
  speaks(document.querySelector<HTMLElement>("[data-said-copied]")!);
  panel = document.querySelector("#panel")!;
  const editor = new Editor({ element: document.querySelector("#place")!, injectCSS: false, extensions: schema, content: "<p>Een</p><p>Twee</p>" });
  ends(words, { panel, editor, title: () => "De pomp", clear, mark });
}

beforeEach(() => {
  vi.clearAllMocks();
  vi.unstubAllGlobals();
  Object.defineProperty(navigator, "clipboard", { value: { writeText: write }, configurable: true });
});

test("what the server has goes from the device at once; that is told, and nothing is asked", () => {
  ended("kept");
  expect([clear.mock.calls.length, mark.mock.calls.length, line()]).toEqual([1, 0, "Staat er"]);
  expect(panel.querySelectorAll("button:not([hidden])")).toHaveLength(0);
});

function endedOnAPage(answer: () => Promise<Response>): HTMLElement {
  vi.stubGlobal("fetch", vi.fn(answer));
  document.body.innerHTML = `<div data-item="7" data-said-kept="Staat er" data-said-merged="Samengevoegd"><p data-part="status">Je mag hier niet meer schrijven.</p>
    <div id="panel" hidden><p></p><p data-ended-merged hidden>Hier: <a></a></p></div><div id="place"></div></div>`;
  const page = document.querySelector<HTMLElement>("[data-item]")!;
  speaks(page);
  const editor = new Editor({ element: document.querySelector("#place")!, injectCSS: false, extensions: schema });
  ends("kept", { panel: document.querySelector("#panel")!, editor, title: () => "De pomp", clear, mark });
  return page;
}

test("whose text was merged is told so, and where it went", async () => {
  const page = endedOnAPage(async () => Response.json({ title: "Pompen <op zaal>", address: "/knowledge/8/" }));
  const went = page.querySelector<HTMLElement>("[data-ended-merged]")!;
  await vi.waitFor(() => expect(went.hidden).toBe(false));
  expect(fetch).toHaveBeenCalledWith("/knowledge/7/editing/merger/", expect.anything());
  expect([went.textContent, went.querySelector("a")!.getAttribute("href")]).toEqual(["Hier: Pompen <op zaal>", "/knowledge/8/"]);
  await vi.waitFor(() => expect(page.querySelector("[data-part=status]")!.textContent).toBe("Samengevoegd"));
});

test.each([["does not see it", async () => new Response("", { status: 404 })], ["has no line", () => Promise.reject(new TypeError("failed"))]])(
  "who %s any more is told only that they may not write",
  async (_who, answer) => {
    const page = endedOnAPage(answer);
    await new Promise((done) => setTimeout(done));
    expect(page.querySelector<HTMLElement>("[data-ended-merged]")!.hidden).toBe(true);
    expect(page.querySelector("[data-part=status]")!.textContent).toBe("Je mag hier niet meer schrijven.");
  },
);

test.each([["unsent", "Kopieer"], ["gone", "Mee weg"]] as const)("words that are %s stay until they are copied", async (words, told) => {
  ended(words);
  expect([clear.mock.calls.length, mark.mock.calls.length, panel.hidden, line()]).toEqual([0, 1, false, told]);
  press("copy");
  await vi.waitFor(() => expect(line()).toBe("Gekopieerd"));
  expect(write).toHaveBeenCalledWith("De pomp\n\nEen\n\nTwee");
  expect(clear).toHaveBeenCalledTimes(1);
  expect(panel.querySelectorAll("button:not([hidden])")).toHaveLength(0);
});

test("where copying is refused everything is chosen, and stays until its writer says that it may go", async () => {
  write.mockImplementationOnce(() => Promise.reject(new Error("refused")));
  ended("unsent");
  press("copy");
  await vi.waitFor(() => expect(line()).toBe("Kies zelf"));
  expect(clear).not.toHaveBeenCalled();
  press("remove");
  await vi.waitFor(() => expect(line()).toBe("Weg"));
  expect(clear).toHaveBeenCalledTimes(1);
});

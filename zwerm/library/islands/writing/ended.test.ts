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
  Object.defineProperty(navigator, "clipboard", { value: { writeText: write }, configurable: true });
});

test("what the server has goes from the device at once; that is told, and nothing is asked", () => {
  ended("kept");
  expect([clear.mock.calls.length, mark.mock.calls.length, line()]).toEqual([1, 0, "Staat er"]);
  expect(panel.querySelectorAll("button:not([hidden])")).toHaveLength(0);
});

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

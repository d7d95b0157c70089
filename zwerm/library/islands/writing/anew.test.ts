import { beforeEach, expect, test, vi } from "vitest";
import { tellAnew } from "./anew.ts";
import { speaks } from "./words.ts";

const clear = vi.fn(() => Promise.resolve());
const write = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
let panel: HTMLElement;
const part = (name: string) => panel.querySelector<HTMLElement>(`[data-anew="${name}"]`)!;

beforeEach(() => {
  vi.clearAllMocks();
  Object.defineProperty(navigator, "clipboard", { value: { writeText: write }, configurable: true });
  document.body.innerHTML = `<div data-said-anew-unsent="Alleen hier" data-said-anew-kept="Staat erin" data-said-anew-copied="Gekopieerd" data-said-copy-by-hand="Kies zelf"></div>
    <div id="panel" hidden><p data-anew="line"></p><blockquote data-anew="words"></blockquote><button data-anew="copy"></button><button data-anew="remove"></button><a data-anew="open"></a></div>`;
  speaks(document.querySelector<HTMLElement>("[data-said-anew-kept]")!);
  panel = document.querySelector("#panel")!;
});

test("words that only this device has are shown, and go when they are copied, not before", async () => {
  const words = { title: "De pomp", isRenamed: true, lines: ["Een.", "Twee."] };
  tellAnew(panel, words, clear, false);
  expect([panel.hidden, part("line").textContent, part("words").textContent]).toEqual([false, "Alleen hier", "De pomp\n\nEen.\n\nTwee."]);
  expect([part("open").hidden, clear.mock.calls.length]).toEqual([false, 0]);
  write.mockImplementationOnce(() => Promise.reject(new Error("refused")));
  part("copy").click();
  await vi.waitFor(() => expect(part("line").textContent).toBe("Kies zelf"));
  expect(clear).not.toHaveBeenCalled();
  part("copy").click();
  await vi.waitFor(() => expect(part("line").textContent).toBe("Gekopieerd"));
  expect(write).toHaveBeenLastCalledWith("De pomp\n\nEen.\n\nTwee.");
  expect([clear.mock.calls.length, part("copy").hidden, part("words").hidden]).toEqual([1, true, false]);
});

test("a title that the server has is not shown: it may hold what was removed", () => {
  tellAnew(panel, { title: "Naam van iemand", isRenamed: false, lines: ["Een."] }, clear, true);
  expect([part("words").textContent, part("open").hidden]).toEqual(["Een.", true]);
});

test("without such words the copy from before goes at once", () => {
  tellAnew(panel, null, clear, false);
  expect([part("line").textContent, part("words").hidden, part("copy").hidden, part("open").hidden]).toEqual(["Staat erin", true, true, false]);
  expect(clear).toHaveBeenCalledTimes(1);
});

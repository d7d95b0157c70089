import { beforeEach, expect, test, vi } from "vitest";
import { connectWithin } from "./behaviours.ts";
import "./suggestions.ts";

const answer = (html: string) => Promise.resolve(new Response(html, { status: 200 }));

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `
    <form data-behaviour="suggests" data-suggests-from="/search/suggest/">
      <input type="search" name="q"><div class="suggestions" hidden></div>
    </form>`;
  connectWithin(document);
});

async function type(words: string): Promise<void> {
  const input = document.querySelector("input")!;
  input.value = words;
  input.dispatchEvent(new Event("input"));
  await vi.advanceTimersByTimeAsync(200);
}

test("it asks once for quick typing, and shows what comes", async () => {
  const fetched = vi.spyOn(globalThis, "fetch").mockImplementation(() => answer(`<a href="/1">Hand over</a>`));
  const input = document.querySelector("input")!;
  input.value = "ha";
  input.dispatchEvent(new Event("input"));
  await type("hand over");
  expect(fetched).toHaveBeenCalledTimes(1);
  expect(fetched.mock.calls[0]![0]).toBe("/search/suggest/?q=hand+over");
  const list = document.querySelector<HTMLElement>(".suggestions")!;
  expect(list.hidden).toBe(false);
  expect(list.textContent).toBe("Hand over");
  fetched.mockRestore();
});

test("without a connection the page stays as it is", async () => {
  const fetched = vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("offline"));
  await type("hand over");
  expect(document.querySelector(".suggestions")!.innerHTML).toBe("");
  fetched.mockRestore();
});

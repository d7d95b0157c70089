import { beforeEach, expect, test, vi } from "vitest";
import { arrives } from "./arrives.ts";

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `
    <p id="way"></p>
    <div data-behaviour="arrives" data-arrives-from="/beside/?q=wond">Who knows?</div>`;
  arrives(document.querySelector<HTMLElement>("[data-arrives-from]")!);
});

function gives(html: string, status = 200) {
  return vi.spyOn(globalThis, "fetch").mockImplementation(() => Promise.resolve(new Response(html, { status })));
}

test("a part comes when the page is there, with what it has for elsewhere", async () => {
  const asked = gives(`<section>Fatima<p id="way" hx-swap-oob="true">One colleague</p></section>`);
  await vi.advanceTimersByTimeAsync(400);
  expect(asked.mock.calls[0]![0]).toBe("/beside/?q=wond");
  expect(document.querySelector("section")!.textContent).toBe("Fatima");
  expect(document.getElementById("way")!.outerHTML).toBe(`<p id="way">One colleague</p>`);
  expect(document.body.textContent).not.toContain("Who knows?");
  asked.mockRestore();
});

test("what has no place elsewhere does not come", async () => {
  const asked = gives(`<section>Fatima<p id="nowhere" hx-swap-oob="true">Lost</p></section>`);
  await vi.advanceTimersByTimeAsync(400);
  expect(document.body.textContent).not.toContain("Lost");
  asked.mockRestore();
});

test("where nothing comes, what stands here stays", async () => {
  const asked = gives("broken", 500);
  await vi.advanceTimersByTimeAsync(400);
  expect(document.body.textContent).toContain("Who knows?");
  asked.mockRestore();
});

test("what was replaced meanwhile asks nothing any more", async () => {
  const asked = gives("<section>Fatima</section>");
  document.body.innerHTML = "<div>Other results</div>";
  await vi.advanceTimersByTimeAsync(400);
  expect(asked).not.toHaveBeenCalled();
  asked.mockRestore();
});

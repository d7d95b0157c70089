import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connectWithin } from "../../ui/islands/base/behaviours.ts";
import "./results.ts";

function press(key: string): void {
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

beforeEach(() => {
  document.body.innerHTML = `<form data-behaviour="walks-results"><input type="search" id="field"></form>
    <a href="/1" id="one" data-result>1</a><a href="/2" id="two" data-result>2</a>`;
  connectWithin(document);
  document.getElementById("field")?.focus();
});

test("the arrow keys walk from the field through the results and back", () => {
  press("ArrowDown");
  expect(document.activeElement?.id).toBe("one");
  press("ArrowDown");
  expect(document.activeElement?.id).toBe("two");
  press("ArrowDown");
  expect(document.activeElement?.id).toBe("two");
  press("ArrowUp");
  press("ArrowUp");
  expect(document.activeElement?.id).toBe("field");
});

test("escape goes back to the field from any result", () => {
  press("ArrowDown");
  press("ArrowDown");
  press("Escape");
  expect(document.activeElement?.id).toBe("field");
});

test("results that come late keep the focus where it was", () => {
  press("ArrowDown");
  press("ArrowDown");
  document.dispatchEvent(new Event("htmx:beforeSwap"));
  for (const result of document.querySelectorAll("[data-result]")) result.remove();
  document.body.insertAdjacentHTML("beforeend", `<a href="/3" id="three" data-result>3</a>`);
  document.dispatchEvent(new Event("htmx:afterSwap"));
  expect(document.activeElement?.id).toBe("three");
});

test("other keys are left alone", () => {
  press("a");
  expect(document.activeElement?.id).toBe("field");
});

afterEach(() => vi.unstubAllGlobals());

function opened(value: string, pointer: string): string | undefined {
  vi.stubGlobal("matchMedia", (asked: string) => ({ matches: asked === `(pointer: ${pointer})` }));
  document.body.innerHTML = `<form data-behaviour="walks-results"><input type="search" id="field" value="${value}"></form>`;
  connectWithin(document);
  return document.activeElement?.id;
}

test("where nothing is asked yet the page begins in its field", () => {
  expect(opened("", "fine")).toBe("field");
  expect(opened("rooster", "fine")).not.toBe("field");
});

test("on a phone no keyboard comes up by itself", () => {
  expect(opened("", "coarse")).not.toBe("field");
});

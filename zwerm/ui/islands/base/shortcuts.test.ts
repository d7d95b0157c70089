import { beforeEach, expect, test, vi } from "vitest";
import { connectWithin } from "./behaviours.ts";
import "./shortcuts.ts";

const press = (key: string, target: HTMLElement = document.body) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

beforeEach(() => {
  document.body.innerHTML = `<input type="search" data-search><a href="#k" data-key="g 2">Knowledge</a><button data-key="n">New</button>`;
  localStorage.clear();
});

test("a slash goes to the search field", () => {
  press("/");
  expect(document.activeElement).toBe(document.querySelector("[data-search]"));
});

test("two keys after each other press a link", () => {
  const pressed = vi.fn();
  document.querySelector("a")!.addEventListener("click", pressed);
  press("g");
  press("2");
  expect(pressed).toHaveBeenCalledTimes(1);
});

test("keys do nothing while typing", () => {
  const pressed = vi.fn();
  document.querySelector("button")!.addEventListener("click", pressed);
  press("n", document.querySelector("input")!);
  expect(pressed).not.toHaveBeenCalled();
});

test("someone can switch the keys off, and on again", () => {
  document.body.insertAdjacentHTML("beforeend", `<input type="checkbox" data-behaviour="switches-keys" checked>`);
  connectWithin(document);
  const box = document.querySelector<HTMLInputElement>("[data-behaviour]")!;
  const pressed = vi.fn();
  document.querySelector("button")!.addEventListener("click", pressed);
  box.click();
  press("n");
  expect(pressed).not.toHaveBeenCalled();
  box.click();
  press("n");
  expect(pressed).toHaveBeenCalledTimes(1);
});

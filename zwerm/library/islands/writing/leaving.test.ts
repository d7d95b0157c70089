import { beforeEach, expect, test, vi } from "vitest";
import { connectWithin } from "../../../ui/islands/base/behaviours.ts";
import "../../../ui/islands/base/away.ts";
import { Leaving } from "./leaving.ts";

const mark = "zwerm-saved:room";
let saved = true;
let alone = true;
const clear = vi.fn(() => Promise.resolve());
const sees = (hidden: boolean) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
};

beforeEach(() => {
  localStorage.clear();
  clear.mockClear();
  saved = alone = true;
});

test("who leaves takes along what the server has, and leaves what it has not", () => {
  const deleted: string[] = [];
  vi.stubGlobal("indexedDB", { open: () => ({}), deleteDatabase: (name: string) => deleted.push(name) });
  const leaving = new Leaving("room", () => saved, clear, () => alone);
  saved = false;
  sees(true);
  window.dispatchEvent(new Event("pagehide"));
  expect([clear.mock.calls.length, localStorage.getItem(mark)]).toEqual([0, null]);
  sees(false);
  saved = true;
  sees(true);
  expect(localStorage.getItem(mark)).toBe("");
  saved = false; // a file that was on its way came in
  leaving.changed();
  expect(localStorage.getItem(mark)).toBeNull();
  saved = true;
  sees(true);
  // A phone ended the page; then someone signs out.
  localStorage.setItem("zwerm-typing:x", "not sent");
  document.body.innerHTML = `<form data-behaviour="signs-out"></form>`;
  connectWithin(document);
  document.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true }));
  expect(deleted).toEqual(["room"]);
  expect(Object.keys(localStorage)).toEqual(["zwerm-typing:x"]);
});

test("leaving clears what is saved at once", () => {
  new Leaving("other", () => saved, clear, () => alone);
  window.dispatchEvent(new Event("pagehide"));
  expect(clear).toHaveBeenCalled();
});

test("what another tab still has open is not cleared: it goes when someone signs out", () => {
  alone = false;
  new Leaving("shared", () => saved, clear, () => alone);
  window.dispatchEvent(new Event("pagehide"));
  expect([clear.mock.calls.length, localStorage.getItem("zwerm-saved:shared")]).toEqual([0, ""]);
});

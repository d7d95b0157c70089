import { beforeEach, expect, test } from "vitest";
import { forget, forgetOld, insert, remember, remembered } from "./editor.ts";

beforeEach(() => localStorage.clear());

test("what is typed is remembered until it is saved", () => {
  remember(localStorage, "p:new-lesson", { title: "De pomp", text: "Viel uit.", when: 5 });
  expect(remembered(localStorage, "p:new-lesson")).toEqual({ title: "De pomp", text: "Viel uit.", when: 5 });
  forget(localStorage, "p:new-lesson");
  expect(remembered(localStorage, "p:new-lesson")).toBeNull();
});

test("broken memory is as no memory", () => {
  localStorage.setItem("zwerm-typing:x", "{half");
  expect(remembered(localStorage, "x")).toBeNull();
});

test("what was typed long ago goes, and other things stay", () => {
  const month = 31 * 24 * 3600 * 1000;
  remember(localStorage, "old", { title: "", text: "a", when: 0 });
  remember(localStorage, "new", { title: "", text: "b", when: month });
  localStorage.setItem("theme", "dark");
  forgetOld(localStorage, month);
  expect([remembered(localStorage, "old"), remembered(localStorage, "new")?.text, localStorage.getItem("theme")]).toEqual([null, "b", "dark"]);
});

test("a picture comes where the cursor is, with room around it", () => {
  const area = document.createElement("textarea");
  area.value = "Voor na";
  area.setSelectionRange(5, 5);
  insert(area, "![x](picture:1)");
  expect(area.value).toBe("Voor \n\n![x](picture:1)\n\nna");
});

import { expect, test } from "vitest";
import { isWhole } from "./whole.ts";

function form(inside: string): HTMLFormElement {
  document.body.innerHTML = `<form><input type="hidden" name="key" value="k">${inside}</form>`;
  return document.querySelector("form")!;
}

const radio = (name: string, checked = "") => `<input type="radio" name="${name}" value="0" ${checked}><input type="radio" name="${name}" value="1">`;

test.each([
  ["one of some choices", radio("given", "checked"), true],
  ["none of them", radio("given"), false],
  ["a match for each", radio("given-0", "checked") + radio("given-1", "checked"), true],
  ["a match for one of two", radio("given-0", "checked") + radio("given-1"), false],
  ["one of more than one", `<input type="checkbox" name="given" value="0" checked><input type="checkbox" name="given" value="1">`, true],
  ["none of more than one", `<input type="checkbox" name="given" value="0">`, false],
  ["words", `<input name="given" value="ten">`, true],
  ["spaces", `<textarea name="given">  </textarea>`, false],
  ["an order", `<input type="hidden" name="given" value="1"><input type="hidden" name="given" value="0">`, true],
])("%s", (_, inside, whole) => {
  expect(isWhole(form(inside))).toBe(whole);
});

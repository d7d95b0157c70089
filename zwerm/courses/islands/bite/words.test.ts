import { expect, test } from "vitest";
import { differentWords } from "./words.ts";

test.each([
  ["", 0],
  [" … !", 0],
  ["x", 1],
  ["x X, x.", 1],
  ["Foto’s en e-mail", 3],
  ["één en een", 2],
  ["Bel 112", 2],
])("%s", (text, count) => {
  expect(differentWords(text)).toBe(count);
});

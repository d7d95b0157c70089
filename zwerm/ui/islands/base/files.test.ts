import { expect, test } from "vitest";
import { readableSize } from "./files.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1500, "1.5 KB"],
  [48_000, "48 KB"],
  [104_857_600, "105 MB"],
  [5_000_000_000_000, "5000 GB"],
])("%i bytes reads as %s", (bytes, words) => {
  expect(readableSize(bytes)).toBe(words);
});

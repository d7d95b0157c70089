import { expect, test } from "vitest";
import { bytes, text } from "./passkeys.ts";

test("bytes and their text are each other's inverse, without signs that a form would change", () => {
  const all = Uint8Array.from({ length: 256 }, (_, value) => value);
  const written = text(all.buffer);
  expect(written).toMatch(/^[A-Za-z0-9_-]+$/);
  expect([...new Uint8Array(bytes(written))]).toEqual([...all]);
  expect(text(bytes("-_-_AA"))).toBe("-_-_AA");
});

import { expect, test, vi } from "vitest";
import { behaves, connectWithin } from "./behaviours.ts";

test("an element is connected once, also when its part of the page arrives again", () => {
  const connect = vi.fn();
  behaves("counts-itself", connect);
  document.body.innerHTML = `<p data-behaviour="counts-itself other"></p>`;
  connectWithin(document);
  connectWithin(document.body);
  expect(connect).toHaveBeenCalledTimes(1);
});

test("the root itself may have a behaviour", () => {
  const connect = vi.fn();
  behaves("is-the-root", connect);
  document.body.innerHTML = `<p data-behaviour="is-the-root"></p>`;
  connectWithin(document.body.firstElementChild as HTMLElement);
  expect(connect).toHaveBeenCalledTimes(1);
});

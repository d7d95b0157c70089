import { afterEach, expect, test, vi } from "vitest";
import { Others } from "./others.ts";

const told = vi.fn();
const opened: Others[] = [];
const opens = () => {
  const one = new Others("room", told);
  opened.push(one);
  return one;
};

afterEach(() => opened.splice(0).forEach((one) => one.leave()));

test("tabs with one text know of each other, and whether the words of the other are with the server", async () => {
  const first = opens();
  expect(first.none).toBe(true);
  const second = opens();
  await vi.waitFor(() => expect([first.none, second.none]).toEqual([false, false]));
  expect(first.areSafe).toBe(false);
  second.tell(true);
  await vi.waitFor(() => expect(first.areSafe).toBe(true));
  second.tell(false);
  await vi.waitFor(() => expect(first.areSafe).toBe(false));
  told.mockClear();
  second.leave();
  await vi.waitFor(() => expect([first.none, first.areSafe]).toEqual([true, true]));
  expect(told).toHaveBeenCalled();
});

test("a tab that is killed says nothing, and the others hear of it when its lock is free", async () => {
  const waiting = new Map<string, (() => unknown)[]>();
  const request = (name: string, act: () => unknown) => {
    const queue = waiting.get(name) ?? [];
    waiting.set(name, queue);
    queue.push(act);
    return Promise.resolve(queue.length === 1 ? act() : undefined);
  };
  vi.stubGlobal("navigator", { locks: { request } });
  const first = opens();
  opens();
  await vi.waitFor(() => expect(first.none).toBe(false));
  for (const [, ...next] of waiting.values()) for (const act of next) act();
  expect(first.none).toBe(true);
  vi.unstubAllGlobals();
});

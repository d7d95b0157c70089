import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Begins } from "./begins.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const end of made.splice(0)) end();
  vi.useRealTimers();
});
const made: (() => void)[] = [];

function begins(answers: (string | null)[]) {
  const asked = vi.fn(() => {
    const reason = answers.length > 1 ? answers.shift()! : answers[0]!;
    return reason === null ? Promise.resolve() : Promise.reject(new Error(reason));
  });
  const told: (string | null)[] = [];
  const it = new Begins(asked, (reason) => told.push(reason), false);
  // Its page is gone: it hears of no line any more.
  made.push(() => {
    asked.mockResolvedValue();
    void it.now();
  });
  return { it, asked, told };
}

test("however much is written while it cannot be begun, it is asked a few times, each time later", async () => {
  const { it, asked } = begins(["not begun: 503"]);
  for (let letter = 0; letter < 400; letter++) {
    it.want();
    await vi.advanceTimersByTimeAsync(150); // a minute in all
  }
  expect(asked.mock.calls.length).toBeGreaterThan(3);
  expect(asked.mock.calls.length).toBeLessThan(15);
});

test("it is begun once, by itself, as soon as that can be", async () => {
  const { it, asked, told } = begins(["not begun: 503", "refused", null]);
  it.want();
  await vi.advanceTimersByTimeAsync(60_000);
  it.want();
  expect(await it.now()).toBe(true);
  expect(asked).toHaveBeenCalledTimes(3);
  expect(told).toEqual(["not begun: 503", "refused", null]);
});

test("who presses a button, and a line that comes back, wait for no timer and leave none behind", async () => {
  const { it, asked } = begins(["not begun: 503", "not begun: 503", "not begun: 503", null]);
  window.dispatchEvent(new Event("online"));
  expect(asked).not.toHaveBeenCalled();
  it.want();
  await vi.advanceTimersByTimeAsync(0);
  expect(await it.now()).toBe(false);
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveBeenCalledTimes(3);
  expect(vi.getTimerCount()).toBe(1);
  expect(await it.now()).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { Connection, type Door, type State } from "./connection.ts";

const sockets: Refused[] = [];

/** A socket that the server never lets in. */
class Refused {
  static readonly OPEN = 1;
  readyState = 0;
  onclose: (event: { code: number }) => void = () => undefined;
  constructor() {
    sockets.push(this);
  }
  close(): void {}
  shut(): void {
    this.readyState = 3;
    this.onclose({ code: 1006 });
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Refused);
  sockets.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function refused(door: Door, writes: boolean): Promise<[State, number]> {
  const doc = new Y.Doc();
  const connection = new Connection("ws://here/", doc, () => undefined, () => undefined, () => Promise.resolve(door));
  connection.connect();
  if (writes) doc.getMap("about").set("title", "De pomp");
  sockets[0]!.shut();
  await vi.advanceTimersByTimeAsync(60_000);
  return [connection.state, sockets.length];
}

test.each([true, false])("who may not come in any more is told, with what was not sent (%s), and knocks no more", async (writes) => {
  const [state, knocks] = await refused("shut", writes);
  expect([state.ended, state.unsent, knocks]).toEqual(["forbidden", writes, 1]);
});

test.each([
  ["out", true],
  ["open", false],
  [null, false],
] as const)("while the door says %s it knocks again", async (door, out) => {
  const [state, knocks] = await refused(door, true);
  expect([state.ended, state.out, knocks]).toEqual([null, out, 2]);
});

test("a line that comes back opens no socket to what was not begun yet", async () => {
  const connection = new Connection("ws://here/", new Y.Doc(), () => undefined, () => undefined, () => Promise.resolve("shut"));
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(1000);
  expect([sockets.length, connection.state.ended]).toEqual([0, null]);
});

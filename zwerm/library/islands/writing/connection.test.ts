import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { Connection, type Door, type State } from "./connection.ts";

const sockets: Refused[] = [];
const made: Connection[] = [];
function connects(doc: Y.Doc, door: Door): Connection {
  const connection = new Connection("ws://here/", doc, () => undefined, () => undefined, () => Promise.resolve(door));
  made.push(connection);
  return connection;
}

/** A socket that the server never lets in. */
class Refused {
  static readonly OPEN = 1;
  readyState = 0;
  onclose: ((event: { code: number }) => void) | null = () => undefined;
  constructor() {
    sockets.push(this);
  }
  close(): void {}
  shut(): void {
    this.readyState = 3;
    this.onclose?.({ code: 1006 });
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Refused);
  sockets.length = 0;
});
afterEach(() => {
  for (const one of made.splice(0)) one.disconnect();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function refused(door: Door, writes: boolean, wait: number): Promise<[State, number]> {
  const doc = new Y.Doc();
  const connection = connects(doc, door);
  connection.connect();
  if (writes) doc.getMap("about").set("title", "De pomp");
  sockets[0]!.shut();
  await vi.advanceTimersByTimeAsync(wait);
  return [connection.state, sockets.length];
}

test.each([true, false])("who may not come in any more is told, with what was not sent (%s), and knocks no more", async (writes) => {
  const [state, knocks] = await refused("shut", writes, 60_000);
  expect([state.ended, state.unsent, knocks]).toEqual(["forbidden", writes, 1]);
});

test.each([
  ["out", true],
  ["open", false],
  [null, false],
] as const)("while the door says %s it knocks again", async (door, out) => {
  const [state, knocks] = await refused(door, true, 10_000);
  expect([state.ended, state.out, knocks]).toEqual([null, out, 2]);
});

/** A line that lets everything in and, once it is cut, answers nothing and never closes: as a proxy that lost the other side. */
class Line extends Refused {
  static readonly CONNECTING = 0;
  static cut = false;
  bufferedAmount = 0;
  onopen: () => void = () => undefined;
  onmessage: (event: { data: ArrayBuffer }) => void = () => undefined;
  said: number[] = [];
  opens(): void {
    this.readyState = 1;
    this.onopen();
    this.answer(0, 0, 1, 0);
    this.answer(0, 1, 2, 0, 0);
  }
  answer(...bytes: number[]): void {
    this.onmessage({ data: new Uint8Array(bytes).buffer });
  }
  send(message: Uint8Array): void {
    this.said.push(message[0]!);
    if (Line.cut) return;
    if (message[0] === 102) this.answer(102);
    else if (message[0] === 0 && message[1] !== 0) this.answer(100, this.said.filter((kind) => kind === 0).length - 1);
  }
}
const lines = sockets as unknown as Line[];

function opened(): [Connection, Y.Doc] {
  vi.stubGlobal("WebSocket", Line);
  Line.cut = false;
  const doc = new Y.Doc();
  const connection = connects(doc, "open");
  connection.connect();
  lines[0]!.opens();
  expect(connection.state).toMatchObject({ connected: true, synced: true, saved: true });
  return [connection, doc];
}

test("a line that is alive stays, however long nobody writes", async () => {
  const [connection] = opened();
  await vi.advanceTimersByTimeAsync(600_000);
  expect([lines.length, connection.state.connected]).toEqual([1, true]);
  const asked = lines[0]!.said.filter((kind) => kind === 102).length;
  expect([asked > 30, asked < 70]).toEqual([true, true]);
});

test("a line that died without a word is left for a new one within half a minute", async () => {
  const [connection] = opened();
  Line.cut = true;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(lines.length).toBe(1);
  await vi.advanceTimersByTimeAsync(20_000);
  expect([lines.length, connection.state.connected]).toEqual([2, false]);
  Line.cut = false;
  lines[1]!.opens();
  lines[0]!.shut();
  expect(connection.state).toMatchObject({ connected: true, synced: true });
});

test("with words that no server has that takes ten seconds, and they go along", async () => {
  const [connection, doc] = opened();
  await vi.advanceTimersByTimeAsync(60_000);
  Line.cut = true;
  doc.getMap("about").set("title", "De pomp");
  expect(connection.state.saved).toBe(false);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(lines.length).toBe(1);
  await vi.advanceTimersByTimeAsync(8_000);
  expect(lines.length).toBe(2);
  Line.cut = false;
  lines[1]!.opens();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(connection.state).toMatchObject({ connected: true, saved: true });
});

test("a large text is waited for on a slow line, and so are many words that are on their way out", async () => {
  const [connection, doc] = opened();
  Line.cut = true;
  doc.getMap("about").set("title", "De pomp");
  for (let left = 30; left > 0; left--) {
    lines[0]!.bufferedAmount = left;
    await vi.advanceTimersByTimeAsync(2_000);
  }
  expect(lines.length).toBe(1);
  await vi.advanceTimersByTimeAsync(14_000);
  expect(lines.length).toBe(2);
  lines[1]!.readyState = 1;
  lines[1]!.onopen();
  await vi.advanceTimersByTimeAsync(40_000);
  expect([lines.length, connection.state.connected]).toEqual([2, true]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lines.length).toBeGreaterThan(2);
});

test("a server that is there and cannot save yet is not left", async () => {
  const [connection, doc] = opened();
  lines[0]!.send = function (message) {
    if (message[0] === 102) this.answer(102);
  };
  doc.getMap("about").set("title", "De pomp");
  await vi.advanceTimersByTimeAsync(120_000);
  expect([lines.length, connection.state.saved]).toEqual([1, false]);
});

test("when the network comes back the line is tried at once", async () => {
  const [connection] = opened();
  Line.cut = true;
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(8_000);
  expect([lines.length, connection.state.connected]).toEqual([2, false]);
  // A line that never came to be is not waited for either.
  window.dispatchEvent(new Event("online"));
  expect(lines.length).toBe(3);
  await vi.advanceTimersByTimeAsync(40_000);
  expect(lines.length).toBeGreaterThan(3);
});

test("a line that comes back opens no socket to what was not begun yet", async () => {
  const connection = connects(new Y.Doc(), "shut");
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(1000);
  expect([sockets.length, connection.state.ended]).toEqual([0, null]);
});

/**
 * The socket to an item's room: y-protocols' sync and awareness, `saved`, with which the server tells how many of our
 * changes stand in its database, `told`, of who changed the item elsewhere, and `alive`, which is answered by the same. Comes back by itself, each time a little later, and then brings what was written meanwhile.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import * as sync from "y-protocols/sync";
import type * as Y from "yjs";
import { waitBefore } from "../../../ui/islands/base/again.ts";
import { Alive } from "./alive.ts";

const SYNC = 0;
const AWARENESS = 1;
const SAVED = 100;
const TOLD = 101;
const ALIVE = 102;
/** Closed for good: no longer allowed here, the item is gone, it was begun anew, or the text is too long. */
const final = new Map([
  [4403, "forbidden"],
  [4404, "gone"],
  [4410, "anew"],
  [4413, "full"],
] as const);

export type Ending = "forbidden" | "gone" | "anew" | "full";
/** What the server says of a writer whose socket it refused; null: it could not be asked. */
export type Door = "open" | "shut" | "out" | null;
export interface State {
  connected: boolean;
  /** Everything that the server had when we came in is here. */
  synced: boolean;
  /** Everything that was written here stands in the server's database. */
  saved: boolean;
  ended: Ending | null;
  /** It ended before the server said that it has everything. */
  unsent?: boolean;
  /** The server knows nobody here: who wrote has to sign in again. */
  out?: boolean;
}

/** Someone changed the item outside this page; `back`: the number of the version that they put back. */
export interface Elsewhere {
  who: string;
  back: number | null;
}

export class Connection {
  readonly awareness: Awareness;
  state: State = { connected: false, synced: false, saved: true, ended: null };
  private socket: WebSocket | null = null;
  private attempt = 0;
  private timer = 0;
  private sent = 0;
  private stored = 0;
  private theirs: Uint8Array = new Uint8Array([0]);
  /** It was told to connect: before a new item is begun there is nothing to connect to. */
  private wanted = false;
  /** Changes that no server has yet; before the first sync we don't know. */
  private dirty = false;
  private readonly alive = new Alive(
    () => this.send(ALIVE, () => undefined),
    () => {
      const { connected, synced, saved } = this.state;
      if (!connected) return "opening";
      if (!synced) return "arriving";
      return saved ? "saved" : "unsaved";
    },
    () => this.socket?.bufferedAmount ?? 0,
    () => this.giveUp(),
  );

  constructor(
    private readonly address: string,
    private readonly doc: Y.Doc,
    private readonly changed: (state: State) => void,
    private readonly told: (news: Elsewhere) => void,
    private readonly door: () => Promise<Door>,
  ) {
    this.awareness = new Awareness(doc);
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === this) return;
      this.dirty = true;
      if (this.state.synced) this.sendSync((encoder) => sync.writeUpdate(encoder, update));
      else this.tell({});
    });
    this.awareness.on("update", ({ added, updated, removed }: Record<string, number[]>, origin: unknown) => {
      const ours = [...(added ?? []), ...(updated ?? []), ...(removed ?? [])].filter((id) => id === doc.clientID);
      if (origin === this || !ours.length || !this.state.connected) return;
      this.send(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(this.awareness, ours)));
    });
    window.addEventListener("online", () => this.wanted && this.check());
    document.addEventListener("visibilitychange", () => document.hidden || (this.socket?.readyState === WebSocket.OPEN && this.alive.doubt()));
    window.addEventListener("pagehide", () => removeAwarenessStates(this.awareness, [doc.clientID], "leaving"));
  }

  connect(): void {
    this.wanted = true;
    window.clearTimeout(this.timer);
    if (this.state.ended || (this.socket && this.socket.readyState <= WebSocket.OPEN)) return;
    const socket = new WebSocket(this.address);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.alive.begin();
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.alive.heard();
      this.sent = this.stored = 0;
      this.tell({ connected: true, synced: false, out: false });
      this.send(SYNC, (encoder) => sync.writeSyncStep1(encoder, this.doc));
      if (this.awareness.getLocalState()) {
        this.send(AWARENESS, (encoder) =>
          encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(this.awareness, [this.doc.clientID])),
        );
      }
    };
    socket.onmessage = (event) => this.hear(new Uint8Array(event.data as ArrayBuffer));
    socket.onclose = (event) => {
      this.lost(socket, event.code);
      if (!opened) void this.askAtDoor();
    };
  }

  /** Until the next `connect()`: for tests, and when the page is left. */
  disconnect(): void {
    this.wanted = false;
    window.clearTimeout(this.timer);
    this.alive.stop();
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    this.tell({ connected: false, synced: false });
  }

  /** The network came back: what still seems to be a line may be none, and what was not one yet is begun again. */
  private check(): void {
    if (this.socket?.readyState === WebSocket.OPEN) return this.alive.doubt();
    if (this.socket) this.giveUp();
    this.connect();
  }

  /** It says nothing any more, not even that it ended. */
  private giveUp(): void {
    const { socket } = this;
    if (!socket) return;
    this.lost(socket, 1006);
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private lost(socket: WebSocket, code: number): void {
    if (socket !== this.socket) return;
    this.socket = null;
    this.alive.stop();
    const others = [...this.awareness.getStates().keys()].filter((id) => id !== this.doc.clientID);
    removeAwarenessStates(this.awareness, others, this);
    const unsent = !(this.state.synced && this.state.saved);
    this.tell({ connected: false, synced: false, ended: final.get(code as 4403) ?? null, unsent });
    if (this.state.ended) return;
    this.timer = window.setTimeout(() => this.connect(), waitBefore(this.attempt, Math.random()));
    this.attempt += 1;
  }

  /** A socket that does not open tells a browser no reason: no line, a server that is away, or someone who may not come in any more. */
  private async askAtDoor(): Promise<void> {
    const door = await this.door();
    if (this.state.connected || this.state.ended) return;
    if (door !== "shut") return this.tell({ out: door === "out" });
    window.clearTimeout(this.timer);
    this.tell({ ended: "forbidden", unsent: this.dirty });
  }

  private hear(message: Uint8Array): void {
    this.alive.heard();
    const decoder = decoding.createDecoder(message);
    const kind = decoding.readVarUint(decoder);
    if (kind === SYNC) this.hearSync(decoder);
    else if (kind === AWARENESS) applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
    else if (kind === TOLD) this.told(JSON.parse(new TextDecoder().decode(decoding.readVarUint8Array(decoder))) as Elsewhere);
    else if (kind === SAVED) {
      this.attempt = 0;
      this.stored = decoding.readVarUint(decoder);
      if (this.state.synced && this.stored >= this.sent) this.dirty = false;
      this.tell({});
    }
  }

  private hearSync(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder);
    if (step === sync.messageYjsSyncStep1) {
      // The server asks first; our answer holds everything that it misses, and counts as one change.
      this.theirs = decoding.readVarUint8Array(decoder);
      this.bringAll();
    } else if (step === sync.messageYjsSyncStep2) {
      sync.readSyncStep2(decoder, this.doc, this);
      this.tell({ synced: true });
      // What was written between our answer and this moment was in neither; double is harmless.
      if (this.dirty) this.bringAll();
    } else {
      sync.readUpdate(decoder, this.doc, this);
    }
  }

  private bringAll(): void {
    this.sendSync((encoder) => sync.writeSyncStep2(encoder, this.doc, this.theirs));
  }

  private sendSync(write: (encoder: encoding.Encoder) => void): void {
    this.sent += 1;
    this.send(SYNC, write);
    this.tell({});
  }

  private send(kind: number, write: (encoder: encoding.Encoder) => void): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, kind);
    write(encoder);
    this.socket.send(encoding.toUint8Array(encoder));
  }

  private tell(news: Partial<State>): void {
    const next = { ...this.state, ...news };
    this.state = { ...next, saved: !this.dirty && (!next.connected || (next.synced && this.stored >= this.sent)) };
    this.changed(this.state);
  }
}

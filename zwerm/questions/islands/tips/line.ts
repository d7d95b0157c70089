/** The socket on which the server tells what changed. It only listens; when it comes back it asks for what it missed. */
import { waitBefore } from "../../../ui/islands/base/again.ts";

export interface Told {
  id: string;
  thread: string;
  number: number;
  changed: number;
  html: string;
}

export interface News {
  upto: number;
  tips: Told[];
}

const beat = 15_000;
const patience = 10_000;
/** Not allowed any more. */
const forbidden = 4403;

export class Line {
  onState: (connected: boolean) => void = () => undefined;
  private socket: WebSocket | null = null;
  private attempt = 0;
  private timer = 0;
  private beating = 0;
  private heard = 0;

  constructor(
    private readonly space: string,
    private readonly language: string,
    private upto: number,
    private readonly take: (news: News) => void,
  ) {
    window.addEventListener("online", () => this.again());
    document.addEventListener("visibilitychange", () => document.hidden || this.again());
  }

  connect(): void {
    window.clearTimeout(this.timer);
    if (this.socket) return;
    const address = new URL(`/live/tips/${this.space}/?since=${this.upto}&language=${this.language}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = (this.socket = new WebSocket(address));
    socket.binaryType = "arraybuffer";
    this.heard = Date.now();
    window.clearInterval(this.beating);
    this.beating = window.setInterval(() => this.look(), beat / 3);
    socket.onopen = () => {
      this.attempt = 0;
      this.heard = Date.now();
      this.onState(true);
    };
    socket.onmessage = (event) => this.hear(event.data as ArrayBuffer | string);
    socket.onclose = (event) => this.lost(socket, event.code);
  }

  private hear(data: ArrayBuffer | string): void {
    this.heard = Date.now();
    const said = JSON.parse(typeof data === "string" ? data : new TextDecoder().decode(data)) as News | { anew: true } | "alive";
    if (said === "alive") return;
    // So much was missed that the page is read anew; what is being written stays in the form.
    if ("anew" in said) return location.reload();
    this.take(said);
    this.upto = Math.max(this.upto, said.upto);
  }

  /** A line can die without a word: after a silence it is asked, and asked in vain it is given up. */
  private look(): void {
    const quiet = Date.now() - this.heard;
    if (quiet > beat + patience) this.giveUp();
    else if (quiet > beat && this.socket?.readyState === WebSocket.OPEN) this.socket.send("alive");
  }

  private again(): void {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.heard = Math.min(this.heard, Date.now() - beat);
      this.socket.send("alive");
    } else {
      this.giveUp();
      this.connect();
    }
  }

  private giveUp(): void {
    const { socket } = this;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    this.lost(socket, 1006);
  }

  private lost(socket: WebSocket, code: number): void {
    if (socket !== this.socket) return;
    this.socket = null;
    window.clearInterval(this.beating);
    this.onState(false);
    if (code === forbidden) return location.reload();
    this.timer = window.setTimeout(() => this.connect(), waitBefore(this.attempt, Math.random()));
    this.attempt += 1;
  }
}

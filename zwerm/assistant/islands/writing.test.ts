import { beforeEach, expect, test, vi } from "vitest";
import { connectWithin } from "../../ui/islands/base/behaviours.ts";
import "./writing.ts";

class Events extends EventTarget {
  static last: Events;
  closed = false;
  constructor(readonly url: string) {
    super();
    Events.last = this;
  }
  close(): void {
    this.closed = true;
  }
  tell(name: string, data = ""): void {
    this.dispatchEvent(new MessageEvent(name, { data }));
  }
}

const text = (id: string): string => document.getElementById(id)?.textContent ?? "";
const isShown = (id: string): boolean => document.getElementById(id)?.hidden === false;

beforeEach(() => {
  vi.stubGlobal("EventSource", Events);
  document.body.innerHTML = `<div id="answer" data-behaviour="is-being-written" data-from="/ask/written/?q=x"><p>Plain.</p></div>
    <p id="writing" hidden>…</p><p id="broken-off" hidden>Broken.</p>`;
  connectWithin(document);
});

test("sentences take the place of the plain answer one by one, until the whole is there", () => {
  expect(Events.last.url).toBe("/ask/written/?q=x");
  expect(isShown("writing")).toBe(true);
  Events.last.tell("sentence", "<p>One.</p>");
  Events.last.tell("sentence", "<p>Two.</p>");
  expect(text("answer")).toBe("One.Two.");
  Events.last.tell("whole", "<p>One.</p><p>Two.</p><ol><li>Source</li></ol>");
  expect(text("answer")).toBe("One.Two.Source");
  expect([isShown("writing"), isShown("broken-off"), Events.last.closed]).toEqual([false, false, true]);
});

test("when the connection breaks before a sentence came, the plain answer stays", () => {
  Events.last.tell("error");
  expect(text("answer")).toBe("Plain.");
  expect([isShown("writing"), isShown("broken-off"), Events.last.closed]).toEqual([false, false, true]);
});

test("when it breaks halfway, what came stays and the page says that it broke", () => {
  Events.last.tell("sentence", "<p>One.</p>");
  Events.last.tell("error");
  expect(text("answer")).toBe("One.");
  expect([isShown("broken-off"), Events.last.closed]).toEqual([true, true]);
});

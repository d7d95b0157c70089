import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Outbox } from "./outbox.ts";

let form: HTMLFormElement;
let area: HTMLElement;
const sent: { words: string; key: string }[] = [];
let answers: (() => Promise<Response>)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  sent.length = 0;
  answers = [];
  document.body.innerHTML = `<div data-space="s" data-me="m" data-said-sending="on its way" data-said-failed="again"></div>
    <form action="/t/"><div class="field"><textarea name="words"></textarea><p id="tip-error" hidden><span></span></p></div></form>`;
  form = document.querySelector("form")!;
  area = document.querySelector("div")!;
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("fetch", (_: string, { body }: { body: FormData }) => {
    sent.push({ words: String(body.get("words")), key: String(body.get("key")) });
    return (answers.shift() ?? (() => Promise.resolve(new Response("{}"))))();
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function says(words: string): void {
  form.querySelector("textarea")!.value = words;
  form.dispatchEvent(new Event("submit", { cancelable: true }));
}

const gone = () => Promise.reject(new TypeError("no line"));

it("sends again what did not arrive, with the same key, in its order, until it did", async () => {
  answers = [gone, gone];
  new Outbox(form, area);
  says("one");
  says("two");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent.map((one) => one.words)).toEqual(["one", "one", "one", "two"]);
  expect(new Set(sent.slice(0, 3).map((one) => one.key)).size).toBe(1);
  expect(form.querySelector(".tips__waiting")).toBeNull();
});

it("keeps what waits when the page is opened again", async () => {
  answers = [gone];
  new Outbox(form, area);
  says("one");
  await vi.advanceTimersByTimeAsync(0);
  expect(form.querySelector(".tips__waiting")!.textContent).toContain("one");
  vi.clearAllTimers();
  new Outbox(form, area);
  await vi.advanceTimersByTimeAsync(0);
  expect(sent.map((one) => one.words)).toEqual(["one", "one"]);
});

it("gives back what is not taken, with the reason, and sends the rest", async () => {
  answers = [() => Promise.resolve(new Response('{"reason": "too long"}', { status: 422 }))];
  new Outbox(form, area);
  says("one");
  says("two");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent.map((one) => one.words)).toEqual(["one", "two"]);
  expect(form.querySelector("textarea")!.value).toBe("one");
  expect(form.querySelector("#tip-error")!.textContent).toBe("too long");
});

it("sends once however often the button is pressed", async () => {
  new Outbox(form, area);
  says("one");
  form.dispatchEvent(new Event("submit", { cancelable: true }));
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent).toHaveLength(1);
});

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Outbox } from "./outbox.ts";

let form: HTMLFormElement;
let area: HTMLElement;
const sent: { words: string; key: string; named: string[] }[] = [];
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
    sent.push({ words: String(body.get("words")), key: String(body.get("key")), named: body.getAll("named").map(String) });
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

function picks(id: string): void {
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "named", value: id }));
}

it("sends with each words whom they name, also later, and not whom others name", async () => {
  answers = [gone, gone];
  new Outbox(form, area);
  picks("fatima");
  says("@Fatima?");
  picks("kees");
  says("@Kees?");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent.map((one) => one.named)).toEqual([["fatima"], ["fatima"], ["fatima"], ["kees"]]);
});

it("puts whom they name back with words that were refused", async () => {
  answers = [() => Promise.resolve(new Response(JSON.stringify({ reason: "too long" }), { status: 422 }))];
  new Outbox(form, area);
  picks("fatima");
  says("@Fatima?");
  await vi.advanceTimersByTimeAsync(1);
  says("@Fatima!");
  await vi.advanceTimersByTimeAsync(1);
  expect(sent.map((one) => one.named)).toEqual([["fatima"], ["fatima"]]);
});

it("leaves Enter to a list that is open in the box", async () => {
  new Outbox(form, area);
  const box = form.querySelector("textarea")!;
  box.value = "@Fat";
  const list = (event: Event) => event.stopPropagation();
  box.addEventListener("keydown", list);
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  box.removeEventListener("keydown", list);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent).toEqual([]);
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  await vi.advanceTimersByTimeAsync(1);
  expect(sent.map((one) => one.words)).toEqual(["@Fat"]);
});

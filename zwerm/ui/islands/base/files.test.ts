import { expect, test } from "vitest";
import { behaves, connectWithin } from "./behaviours.ts";
import { dropsFiles, fill, readableSize } from "./files.ts";

behaves("drops-files", dropsFiles);

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1500, "1.5 KB"],
  [48_000, "48 KB"],
  [104_857_600, "105 MB"],
  [5_000_000_000_000, "5000 GB"],
])("%i bytes reads as %s", (bytes, words) => {
  expect(readableSize(bytes)).toBe(words);
});

test("what is chosen is listed, summed up, and can be taken back", () => {
  document.body.innerHTML = `<div data-behaviour="drops-files"><input type="file" name="pictures" multiple>
    <div data-chosen hidden><ul data-files></ul><p data-more data-says="and [count] more" hidden></p>
    <span data-sum data-says="[count] chosen, [size] together"></span><button type="button" data-clear></button></div></div>`;
  connectWithin(document);
  const input = document.querySelector("input")!;
  const files = Array.from({ length: 10 }, (_, number) => new File(["x".repeat(100)], `<b>${number}.png`));
  Object.defineProperty(input, "files", { get: () => (input.dataset.empty ? [] : files), configurable: true });
  Object.defineProperty(input, "value", { set: () => (input.dataset.empty = "yes"), configurable: true });
  input.dispatchEvent(new Event("change"));
  const chosen = document.querySelector<HTMLElement>("[data-chosen]")!;
  expect(chosen.hidden).toBe(false);
  expect([...chosen.querySelectorAll("li .one-line")].map((name) => name.textContent)).toEqual(
    files.slice(0, 8).map((file) => file.name),
  );
  expect(chosen.querySelector("[data-more]")?.textContent).toBe("and 2 more");
  expect(chosen.querySelector("[data-sum]")?.textContent).toBe("10 chosen, 1.0 KB together");
  chosen.querySelector<HTMLElement>("[data-clear]")?.click();
  expect(chosen.hidden).toBe(true);
  expect(chosen.querySelectorAll("li").length).toBe(0);
});

test("more than can be sent at once is told before it is sent, over all fields of the form", () => {
  const drop = (name: string) => `<div data-behaviour="drops-files" data-most="1"><input type="file" name="${name}" multiple>
    <p data-too-much data-says="[size] is too much" hidden></p></div>`;
  document.body.innerHTML = `<form>${drop("files")}${drop("folder")}</form>`;
  connectWithin(document);
  const [one, two] = [...document.querySelectorAll("input")];
  const choose = (input: HTMLInputElement, size: number) => {
    const files = size ? [new File(["x".repeat(size)], "a.md")] : [];
    Object.defineProperty(input, "files", { get: () => files, configurable: true });
    input.dispatchEvent(new Event("change"));
  };
  const told = () => [...document.querySelectorAll<HTMLElement>("[data-too-much]")].map((line) => line.textContent);
  choose(one!, 700_000);
  expect([told(), one!.validity.valid]).toEqual([["", ""], true]);
  choose(two!, 700_000);
  expect(told()).toEqual(["1.4 MB is too much", "1.4 MB is too much"]);
  expect([one!.validity.valid, two!.validity.valid]).toEqual([false, false]);
  choose(two!, 0);
  expect([told(), one!.validity.valid, two!.validity.valid]).toEqual([["", ""], true, true]);
});

test("a number takes its place in a sentence, and what is not known stays", () => {
  expect(fill("[count] chosen, [else]", { count: 3 })).toBe("3 chosen, [else]");
});

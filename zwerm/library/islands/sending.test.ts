import { expect, test, vi } from "vitest";
import { pasted, send } from "./sending.ts";

const file = new File(["1234567890"], "pomp.pdf");
const said = { saidTooLarge: "Te groot.", saidFailed: "Niet gelukt." };

function copied(words: string): DataTransfer {
  return { files: [file], getData: (kind: string) => (kind === "text/plain" ? words : "<b>x</b>") } as unknown as DataTransfer;
}

test("words that are pasted come before the picture of them", () => {
  expect(pasted(copied("De pomp\r\nviel uit"))).toEqual([]);
});

test("a file is taken when it brings no words but its own name", () => {
  for (const words of ["", "pomp.pdf", "file:///home/tom/pomp.pdf\n"]) expect(pasted(copied(words))).toEqual([file]);
});

test("what is too large is refused before it is sent, and when the server says so", async () => {
  const fetched = vi.fn(async () => new Response("", { status: 413 }));
  vi.stubGlobal("fetch", fetched);
  expect(await send(file, "/files/", new FormData(), 1 / 1024 ** 2, said)).toEqual({ reason: "pomp.pdf: Te groot." });
  expect(fetched).not.toHaveBeenCalled();
  expect(await send(file, "/files/", new FormData(), 1, said)).toEqual({ reason: "pomp.pdf: Te groot." });
});

test("what the server says of a file is told, and what it cannot say too", async () => {
  const answers = [new Response('{"reason": "Leeg."}', { status: 422 }), new Response('{"markdown": "x"}'), new Response("oh", { status: 500 })];
  vi.stubGlobal("fetch", async () => answers.shift());
  const told = [];
  for (let time = 0; time < 3; time += 1) told.push(await send(file, "/files/", new FormData(), 1, said));
  expect(told).toEqual([{ reason: "pomp.pdf: Leeg." }, { markdown: "x" }, { reason: "Niet gelukt.", again: true }]);
});

import { beforeEach, expect, test, vi } from "vitest";
import { connectWithin } from "../../ui/islands/base/behaviours.ts";
import { forget, forgetOld, insert, remember, remembered } from "./editor.ts";

beforeEach(() => localStorage.clear());

test("what is typed is remembered until it is saved", () => {
  remember(localStorage, "p:new-lesson", { title: "De pomp", text: "Viel uit.", when: 5 });
  expect(remembered(localStorage, "p:new-lesson")).toEqual({ title: "De pomp", text: "Viel uit.", when: 5 });
  forget(localStorage, "p:new-lesson");
  expect(remembered(localStorage, "p:new-lesson")).toBeNull();
});

test("broken memory is as no memory", () => {
  localStorage.setItem("zwerm-typing:x", "{half");
  expect(remembered(localStorage, "x")).toBeNull();
});

test("what was typed long ago goes, and other things stay", () => {
  const month = 31 * 24 * 3600 * 1000;
  remember(localStorage, "old", { title: "", text: "a", when: 0 });
  remember(localStorage, "new", { title: "", text: "b", when: month });
  localStorage.setItem("theme", "dark");
  forgetOld(localStorage, month);
  expect([remembered(localStorage, "old"), remembered(localStorage, "new")?.text, localStorage.getItem("theme")]).toEqual([null, "b", "dark"]);
});

test("a picture comes where the cursor is, with room around it", () => {
  const area = document.createElement("textarea");
  area.value = "Voor na";
  area.setSelectionRange(5, 5);
  insert(area, "![x](picture:1)");
  expect(area.value).toBe("Voor \n\n![x](picture:1)\n\nna");
});

test("who saves while files are on their way sends them along, and stays where one was refused", async () => {
  const answers: ((answer: Response) => void)[] = [];
  vi.stubGlobal("fetch", () => new Promise((done) => answers.push(done)));
  document.body.innerHTML = `<form data-behaviour="takes-files" data-files="/files/" data-most="5"><input name="csrfmiddlewaretoken"><input name="title">
    <textarea name="text"></textarea><p data-status data-said-waiting="wait"></p><button name="do" value="publish"></button></form>`;
  connectWithin(document);
  const area = document.querySelector("textarea")!;
  const form = document.querySelector("form")!;
  const sent: string[] = [];
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) sent.push(`${event.submitter?.getAttribute("value")}: ${area.value}`);
    event.preventDefault();
  });
  const told = () => document.querySelector("p")!.textContent;
  const moment = () => new Promise((done) => setTimeout(done));
  const paste = (...names: string[]) => {
    area.dispatchEvent(Object.assign(new Event("paste", { cancelable: true }), { clipboardData: { files: names.map((name) => new File(["x"], name)), getData: () => "" } }));
    return moment();
  };
  const answer = async (status: number, body: object) => {
    answers.shift()!(new Response(JSON.stringify(body), { status }));
    await moment();
  };
  await paste("a.png", "b.png");
  document.querySelector("button")!.click();
  expect([sent, told()]).toEqual([[], "wait"]);
  await answer(200, { markdown: "![a](picture:1)" });
  expect(sent).toEqual([]);
  await answer(200, { markdown: "![b](picture:2)" });
  expect(sent).toEqual(["publish: ![a](picture:1)\n\n![b](picture:2)\n\n"]);
  await paste("c.png");
  document.querySelector("button")!.click();
  await answer(422, { reason: "too small" });
  expect([sent.length, told()]).toEqual([1, "c.png: too small"]);
  vi.unstubAllGlobals();
});

import { beforeEach, expect, it } from "vitest";
import { Conversation } from "./conversation.ts";
import type { Told } from "./line.ts";

const me = "me";

function tip(id: string, changed: number, words: string, by = "other"): string {
  return `<article class="tip" id="tip-${id}" tabindex="-1" data-changed="${changed}" data-person="${by}"><div class="tip__more" hidden><a data-own="" href="/w/">Change</a></div>
    <p>${words}</p><form action="/r/" data-quietly><input type="hidden" name="kind" value="helped"><button class="reaction" aria-pressed="false">1</button></form><div class="tip__react"></div></article>`;
}

function told(id: string, number: number, words: string, more: Partial<Told> = {}): Told {
  return { id, thread: "", number, changed: number, html: tip(id, more.changed ?? number, words), ...more };
}

let area: HTMLElement;
let shown: Conversation;

beforeEach(() => {
  document.body.innerHTML = `<input type="hidden" name="csrfmiddlewaretoken" value="token"><div data-tips="newest" data-me="${me}" data-said-away="gone"><ol class="tips__list">
    <li data-thread="a" data-number="5">${tip("a", 5, "five")}<ol class="tips__replies"></ol></li></ol></div>`;
  area = document.querySelector("[data-tips]")!;
  shown = new Conversation(area);
});

function words(): string[] {
  return [...area.querySelectorAll("article p")].map((one) => one.textContent ?? "");
}

it("puts the newest first and replies in their order, each once, whatever order they come in", () => {
  const seven = told("c", 7, "seven");
  shown.take({ upto: 9, tips: [told("r2", 9, "nine", { thread: "a" }), seven, told("b", 6, "six"), seven, told("r1", 8, "eight", { thread: "a" })] });
  shown.take({ upto: 9, tips: [seven] });
  expect(words()).toEqual(["seven", "six", "five", "eight", "nine"]);
});

it("shows what is newer in the place of what it was, and never what is older", () => {
  shown.take({ upto: 8, tips: [told("a", 5, "changed", { changed: 8 })] });
  shown.take({ upto: 8, tips: [told("a", 5, "five again", { changed: 6 })] });
  expect(words()).toEqual(["changed"]);
});

it("takes away what was taken back, and leaves the threads of other pages alone", () => {
  shown.take({ upto: 9, tips: [told("x", 8, "elsewhere", { thread: "not-here" }), told("a", 5, "", { changed: 9, html: "" })] });
  expect(words()).toEqual([]);
});

it("on the page of a thread begins no other", () => {
  area.dataset.tips = "thread";
  shown.take({ upto: 9, tips: [told("b", 8, "eight"), told("r", 9, "nine", { thread: "a" })] });
  expect(words()).toEqual(["five", "nine"]);
});

it("makes it ready for who reads: own words can be changed, a token goes along, what one pressed stays pressed", () => {
  shown.take({ upto: 6, tips: [{ ...told("b", 6, "mine"), html: tip("b", 6, "mine", me) }] });
  const own = document.querySelector("#tip-b")!;
  expect(own.querySelector<HTMLElement>(".tip__more")!.hidden).toBe(false);
  expect(own.querySelector<HTMLElement>("[data-own]")!.dataset.own).toBe("yes");
  expect(own.querySelector<HTMLButtonElement>(".reaction")!.disabled).toBe(true);
  document.querySelector("#tip-a .reaction")!.setAttribute("aria-pressed", "true");
  shown.take({ upto: 7, tips: [told("a", 5, "five", { changed: 7 })] });
  const form = document.querySelector<HTMLFormElement>("#tip-a form")!;
  expect(form.querySelector(".reaction")!.getAttribute("aria-pressed")).toBe("true");
  expect(form.querySelector("[name=undo]")).not.toBeNull();
  expect(form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")!.value).toBe("token");
  expect(document.querySelector<HTMLElement>("#tip-a .tip__more")!.hidden).toBe(true);
});

it("tells that there is no line, once", () => {
  shown.away(true);
  shown.away(true);
  expect(area.querySelectorAll(".tips__away")).toHaveLength(1);
  shown.away(false);
  expect(area.querySelector(".tips__away")).toBeNull();
});

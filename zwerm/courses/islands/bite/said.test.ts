import { expect, test } from "vitest";
import { saidIn } from "./said.ts";

function form(html: string): HTMLFormElement {
  const made = document.createElement("form");
  made.innerHTML = html;
  return made;
}

test.each([
  ["a number in a sentence", `<input type="hidden" name="key" value="k"><input name="given" value=" 7 ">`, "7"],
  ["the choices that were made", `<label><input type="checkbox" name="given" value="0" checked><span>Bel
    de <b>arts</b></span></label><label><input type="checkbox" name="given" value="1"><span>Niets</span></label><label><input type="checkbox" name="given" value="2" checked><span>Meet</span></label>`, "Bel de arts · Meet"],
  ["an order", `<ol><li><input type="hidden" name="given" value="b"><span class="grow">Eerst</span><button>op</button></li><li><input type="hidden" name="given" value="a"><span class="grow">Dan</span></li></ol>`, "Eerst · Dan"],
  ["pairs", `<fieldset class="pair"><legend>Pomp</legend><label><input type="radio" name="given-0" value="x" checked><span aria-hidden="true">B</span><span class="unseen">B: kelder</span></label></fieldset>`, "Pomp – B: kelder"],
  ["own words", `<textarea name="given">Eerst kijk ik.</textarea>`, "Eerst kijk ik."],
])("reads %s", (_, html, said) => {
  expect(saidIn(form(html))).toBe(said);
});

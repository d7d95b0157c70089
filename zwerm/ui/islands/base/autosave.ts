import { behaves, said } from "./behaviours.ts";

/**
 * `data-behaviour="auto-saves"` on a form sends it a moment after the last change and says so in its `[data-saved]`
 * element. The server answers 2xx; anything else keeps the text on the page and says that it is not saved yet.
 */
const pause = 800;

behaves("auto-saves", (element) => {
  const form = element as HTMLFormElement;
  const line = form.querySelector<HTMLElement>("[data-saved]");
  let timer = 0;

  const save = async () => {
    try {
      const answer = await fetch(form.dataset.savesTo ?? form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "HX-Request": "true" },
      });
      if (line) line.textContent = answer.ok ? said("Saved", "Saved") : said("NotSaved", "Not saved yet");
    } catch {
      if (line) line.textContent = said("NotSaved", "Not saved yet");
      timer = window.setTimeout(save, pause * 5);
    }
  };

  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    if (line) line.textContent = said("Saving", "Saving…");
    timer = window.setTimeout(save, pause);
  });
});

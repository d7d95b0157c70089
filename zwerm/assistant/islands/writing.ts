import { behaves, connectWithin } from "../../ui/islands/base/behaviours.ts";

/**
 * While a language model writes, its sentences take the place of the plain answer one by one; at the end comes the
 * whole, with its sources. When nothing comes, the plain answer stays.
 */
behaves("is-being-written", (answer) => {
  const writing = document.getElementById("writing");
  const broken = document.getElementById("broken-off");
  const events = new EventSource(answer.dataset.from ?? "");
  let sentences: HTMLElement | null = null;

  const end = (): void => {
    events.close(); // by itself it would ask again, and again
    if (writing) writing.hidden = true;
  };

  if (writing) writing.hidden = false;
  events.addEventListener("sentence", (event: MessageEvent<string>) => {
    if (!sentences) {
      sentences = document.createElement("div");
      sentences.className = "answer prose";
      answer.replaceChildren(sentences);
    }
    sentences.insertAdjacentHTML("beforeend", event.data);
  });
  events.addEventListener("whole", (event: MessageEvent<string>) => {
    end();
    answer.innerHTML = event.data;
    connectWithin(answer);
    // htmx is loaded on pages that use it only when someone begins to do something.
    (window as { htmx?: { process: (element: Element) => void } }).htmx?.process(answer);
  });
  events.addEventListener("error", () => {
    end();
    if (sentences && broken) broken.hidden = false;
  });
});

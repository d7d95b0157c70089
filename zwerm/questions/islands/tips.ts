/** Tips as they come: what colleagues say appears by itself, and what is written here arrives once, also when the line was gone for a while. */
import { Conversation } from "./tips/conversation.ts";
import { Line } from "./tips/line.ts";
import { Outbox } from "./tips/outbox.ts";
import { Seen } from "./tips/seen.ts";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-names]")) {
  const names = async () => (await import("../../library/islands/talking/naming.ts")).namesColleagues(form, form.dataset.names!, form.dataset.saidColleagues!);
  form.addEventListener("focusin", () => void names(), { once: true });
}

const area = document.querySelector<HTMLElement>("[data-tips]");
if (area) {
  const shown = new Conversation(area);
  const seen = new Seen(area);
  const line = new Line(area.dataset.space ?? "", document.documentElement.lang, Number(area.dataset.last), (news) => {
    shown.take(news);
    seen.came(news);
  });
  const form = document.querySelector<HTMLFormElement>(".tips__composer");
  const outbox = form && new Outbox(form, area);
  line.onState = (connected) => {
    shown.away(!connected);
    if (connected) void outbox?.send();
  };
  line.connect();
}

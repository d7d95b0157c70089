/** Tips as they come: what colleagues say appears by itself, and what is written here arrives once, also when the line was gone for a while. */
import { Conversation } from "./tips/conversation.ts";
import { Line } from "./tips/line.ts";
import { Outbox } from "./tips/outbox.ts";

const area = document.querySelector<HTMLElement>("[data-tips]");
if (area) {
  const shown = new Conversation(area);
  const line = new Line(area.dataset.space ?? "", document.documentElement.lang, Number(area.dataset.last), (news) => shown.take(news));
  const form = document.querySelector<HTMLFormElement>(".tips__composer");
  const outbox = form && new Outbox(form, area);
  line.onState = (connected) => {
    shown.away(!connected);
    if (connected) void outbox?.send();
  };
  line.connect();
}

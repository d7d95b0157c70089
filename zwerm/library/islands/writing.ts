/** Writing together: the editor, its socket, and the copy that stays in this browser until everything is safe elsewhere. */
import "./writing/writing.css";
import type { Editor } from "@tiptap/core";
import * as Y from "yjs";
import { behaves } from "../../ui/islands/base/behaviours.ts";
import { unsentIn } from "./left/unsent.ts";
import { tellAnew, tellOlder } from "./writing/anew.ts";
import { Begins } from "./writing/begins.ts";
import { Connection, type State } from "./writing/connection.ts";
import { makeEditor, through } from "./writing/editor.ts";
import { goesInto, readies } from "./writing/place.ts";
import { type Present, showPresent } from "./writing/present.ts";
import { ends } from "./writing/ended.ts";
import { tellElsewhere } from "./writing/elsewhere.ts";
import { Arriving, Files } from "./writing/files.ts";
import { Kept } from "./writing/kept.ts";
import { Leaving } from "./writing/leaving.ts";
import { beginning, Hints, type Question } from "./writing/questions.ts";
import { mayLink } from "./writing/pasting.ts";
import { Server } from "./writing/server.ts";
import { Similar } from "./writing/similar.ts";
import { tellState } from "./writing/status.ts";
import { connectToolbar } from "./writing/toolbar.ts";
import { Typing } from "./writing/typing.ts";
import { filesOf, Waits } from "./writing/waiting.ts";
import { said, speaks } from "./writing/words.ts";

const patience = 8000;

behaves("writes-together", (element) => {
  speaks(element);
  void open(element).catch((error: unknown) => {
    // The plain form is one link away, and nothing that was written is gone.
    element.dataset.state = "broken";
    throw error;
  });
});

async function open(element: HTMLElement): Promise<void> {
  const part = <E extends HTMLElement>(name: string) => element.querySelector<E>(`[data-part="${name}"]`)!;
  const title = part<HTMLTextAreaElement>("title");
  const server = new Server(element);
  const doc = new Y.Doc();
  const about = doc.getMap<string>("about");
  const questions = JSON.parse(element.dataset.questions ?? "[]") as Question[];

  let ended = false;
  let tellArrived: () => void;
  const arrived = new Promise<void>((done) => (tellArrived = done));
  // Before anything else hears of a change: whatever goes wrong elsewhere, it is sent.
  const connection = new Connection(server.socket, doc, (state) => {
    if (state.synced || state.ended) tellArrived();
    // What it lacks is known by this later, also on a page that has no line to it (left.ts).
    if (isSafe(state)) kept.setHad();
    kept.others.tell(isSafe(state));
    tellAll();
    if (state.ended) end(state);
  }, (news) => tellElsewhere(part("elsewhere"), news), () => server.door());
  const tellNews = (words: string) => {
    part("news").textContent = words;
  };
  const tellAll = () => {
    tellState(part("status"), connection.state, server.isNew && !begins.wanted, kept.keeps);
    leaving.changed();
  };
  const begins = new Begins(
    () => server.begin(title.value),
    (reason) => {
      tellNews(reason === "refused" ? said("notBegun") : "");
      if (reason === null) connection.connect();
      tellAll();
    },
    !server.isNew,
  );
  const { room } = server;
  const kept = new Kept(room, doc, () => !isSafe(connection.state), () => tellAll(), connection);
  const leaving = new Leaving(
    room,
    () => isSafe(connection.state) && kept.others.areSafe,
    () => kept.clear(),
    () => kept.others.none,
  );
  await Promise.race([kept.opened, new Promise((done) => setTimeout(done, 1500))]);

  const list = [...element.querySelectorAll<HTMLElement>("[data-commands] > [data-do]")];
  const choose = part<HTMLInputElement>("files");
  const keep = async (file: File) => {
    // To an item that is not there nothing can be added; it is sent again when it is.
    return (await begins.now()) ? server.keepFile(file) : { reason: said("failed"), again: true as const };
  };
  const does = (name: string) => {
    if (name === "picture" || name === "file") {
      choose.accept = name === "picture" ? "image/*" : "";
      choose.click();
    }
    if (name === "link") askForLink();
    if (name === "item") editor.chain().focus().insertContent("[[").run();
    if (name === "person") editor.chain().focus().insertContent(" @").run();
    if (name === "insert") editor.chain().focus().insertContent(editor.state.selection.$from.parent.content.size ? " /" : "/").run();
  };
  const editor = makeEditor(part("text"), doc, connection.awareness, said("text"), [
    Hints.configure({ questions, otherwise: said("begin") }),
    Typing.configure({ list, does, search: (kind, words) => server.search(kind, words) }),
    Files.configure({ add: (found, at) => files.add(found, at) }),
  ]);
  // What is asked of the database after the text is answered after it.
  const written = () =>
    new Promise<void>((done) => {
      const look = kept.db?.transaction("updates");
      if (look) look.oncomplete = look.onabort = () => done();
      else done();
    });
  const files = new Arriving(editor, keep, tellNews, new Waits(filesOf(element.dataset.person!, server.item)), written);
  // Who leaves now would lose them: the browser asks first.
  window.addEventListener("beforeunload", (event) => {
    if (files.busy || !(kept.keeps || connection.state.saved)) event.preventDefault();
  });
  const panel = element.querySelector<HTMLDetailsElement>("[data-similar]")!;
  const token = element.querySelector<HTMLInputElement>("[name='csrfmiddlewaretoken']")!.value;
  // Only what this person types asks; what others write beside them is theirs to compare.
  const similar = new Similar(panel, token, () => ({ title: title.value, text: textOf(editor) }));
  for (const field of [title, part("text")]) field.addEventListener("input", () => similar.changed());
  choose.addEventListener("change", () => {
    const chosen = [...(choose.files ?? [])];
    choose.value = "";
    void files.add(chosen);
    editor.commands.focus();
  });

  const askForLink = () => {
    const dialog = document.querySelector<HTMLDialogElement>("#writing-link")!;
    const field = dialog.querySelector("input")!;
    field.value = (editor.getAttributes("link").href as string | undefined) ?? "";
    dialog.showModal();
    dialog.addEventListener(
      "close",
      () => {
        if (dialog.returnValue === "ok") {
          const href = field.value.trim();
          const chain = editor.chain().focus().extendMarkRange("link");
          const full = /^(?:[a-z]+:|\/|#)/i.test(href) ? href : `https://${href}`;
          if (!href) chain.unsetLink().run();
          else if (!mayLink(full)) editor.commands.focus();
          else if (editor.state.selection.empty && !editor.isActive("link"))
            chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href: full } }] }).run();
          else chain.setLink({ href: full }).run();
        } else editor.commands.focus();
        dialog.returnValue = "";
      },
      { once: true },
    );
  };

  // A long title goes on below, also in browsers that do not do that by themselves.
  const fit = () => {
    if (CSS.supports("field-sizing", "content")) return;
    title.style.blockSize = "auto";
    title.style.blockSize = `${title.scrollHeight}px`;
  };
  // The title is one word of the document: who typed last decides.
  const readTitle = () => {
    const now = about.get("title") ?? "";
    if (document.activeElement !== title && title.value !== now && about.has("title")) title.value = now;
    fit();
  };
  about.observe(readTitle);
  title.addEventListener("input", () => {
    // It stands on one line, also when it is pasted from two.
    if (/[\r\n]/.test(title.value)) title.value = title.value.replace(/\s*[\r\n]+\s*/g, " ");
    fit();
    if (title.ariaInvalid && title.value.trim()) isRight(title);
    about.set("title", title.value);
  });
  title.addEventListener("blur", readTitle);
  title.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      goesInto(editor);
    }
  });
  readTitle();

  const present = (): void =>
    showPresent(
      part("present"),
      [...connection.awareness.getStates()].filter(([id]) => id !== doc.clientID).map(([, state]) => (state as { user?: Present }).user),
    );
  connection.awareness.on("change", present);

  if (server.isNew) {
    if (editor.isEmpty && questions.length) editor.commands.setContent(beginning(questions));
    if (!about.has("title") && title.value) about.set("title", title.value);
    // A new item comes to be with the first word that is written in it.
    doc.on("update", () => begins.want());
    // Another space may take what the first one refused.
    element.querySelector("select[name='space']")?.addEventListener("change", () => begins.wanted && void begins.now());
    // Who looks and leaves leaves nothing behind.
    window.addEventListener("pagehide", () => void (begins.wanted || kept.clear()));
    if (server.wasWrittenIn) begins.want();
  } else connection.connect();

  const end = (state: State) => {
    editor.setEditable(false);
    if (ended || state.ended === "full") return;
    ended = title.readOnly = true;
    element.dataset.ended = "";
    const clear = () => kept.clear();
    if (state.ended === "anew") return tellAnew(part("anew"), unsentIn(doc, kept.had), clear, false);
    const words = state.ended === "gone" ? "gone" : state.unsent === false ? "kept" : "unsent";
    ends(words, { panel: part("ended"), editor, title: () => title.value, clear, mark: () => leaving.goesAtSignOut() });
  };
  const form = part<HTMLFormElement>("ends");
  let pressed: HTMLElement | null = null;
  let ending: "waits" | "goes" | null = null;
  form.addEventListener("submit", (event) => {
    if (ending === "goes") return;
    event.preventDefault();
    // What is pressed while it waits counts: someone thought better of it.
    pressed = event.submitter;
    if (ending === "waits") return;
    ending = "waits";
    void (async () => {
      // A form that is just being sent ignores being sent again.
      await new Promise((done) => setTimeout(done));
      if (!(await isAllIn())) return void (ending = null);
      ending = "goes";
      form.action = server.endsAt;
      // Everything is in the database: a shared computer need not keep it. The page does not wait for that.
      await Promise.race([kept.clear(), new Promise((done) => setTimeout(done, 300))]);
      if (pressed) form.requestSubmit(pressed);
      else form.submit();
    })();
  });
  /** Whether files and words are all with the server; if not, the page tells what is not. */
  const isAllIn = async (): Promise<boolean> => {
    if (files.busy) tellNews(said("waiting"));
    if (!(await files.arrived())) return false;
    tellNews(said("ending"));
    await begins.now();
    if (await isSaved(connection)) return files.busy ? isAllIn() : true;
    tellNews(said(kept.keeps ? "notYet" : "notYetLoose"));
    return false;
  };

  // What is typed into a text that is still on its way would come to stand in its first heading.
  if (!server.isNew && !doc.getXmlFragment("default").length) {
    editor.setEditable(false);
    await arrived;
    if (!connection.state.ended) editor.setEditable(true);
  }
  readies(editor);
  connectToolbar(part("toolbar"), editor, does);
  element.dataset.state = "ready";
  part("loading").remove();
  Object.assign(element, { writing: { editor, doc, connection, kept, through } });
  tellAll();
  if (server.isNew || title.ariaInvalid) title.focus();
  else if (!ended) void tellOlder(part("anew"), element.dataset.person!, room).catch(() => undefined);
  // With everything that others wrote, so that it comes where it belongs.
  void arrived.then(() => (connection.state.ended ? undefined : files.goOn()));
}

/** What stands in the text, without its headings: those say what kind of text it is. */
function textOf(editor: Editor): string {
  const lines: string[] = [];
  editor.state.doc.descendants((node) => {
    if (node.isTextblock && node.type.name !== "heading") lines.push(node.textContent);
  });
  return lines.join("\n");
}

/** What was said about the title is no longer so. */
function isRight(title: HTMLElement): void {
  document.getElementById(title.getAttribute("aria-describedby") ?? "")?.remove();
  title.removeAttribute("aria-describedby");
  title.removeAttribute("aria-invalid");
}

const isSafe = (state: State) => state.connected && state.synced && state.saved;

function isSaved(connection: Connection): Promise<boolean> {
  return new Promise((done) => {
    const until = Date.now() + patience;
    const look = () => {
      if (isSafe(connection.state)) done(true);
      else if (Date.now() > until || connection.state.ended) done(false);
      else setTimeout(look, 100);
    };
    look();
  });
}

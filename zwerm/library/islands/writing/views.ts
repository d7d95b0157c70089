/** How a task and a picture look while they are changed. */
import type { NodeViewRenderer } from "@tiptap/core";
import { said } from "./words.ts";

/** An item of a list; with a box to tick when it is a task. */
export const taskView: NodeViewRenderer = ({ node, editor, getPos }) => {
  const dom = document.createElement("li");
  const contentDOM = document.createElement("div");
  let shown = node;
  let box: HTMLInputElement | null = null;

  const draw = () => {
    const isTask = shown.attrs.checked !== null;
    dom.className = isTask ? "task" : "";
    if (isTask && !box) {
      box = document.createElement("input");
      box.type = "checkbox";
      box.contentEditable = "false";
      box.setAttribute("aria-label", said("done"));
      box.addEventListener("change", () => {
        const at = getPos();
        if (at !== undefined && editor.isEditable) editor.view.dispatch(editor.state.tr.setNodeAttribute(at, "checked", box!.checked));
      });
      dom.prepend(box);
    }
    if (!isTask) {
      box?.remove();
      box = null;
    }
    if (box) box.checked = shown.attrs.checked === true;
  };
  dom.append(contentDOM);
  draw();
  return {
    dom,
    contentDOM,
    update: (next) => {
      if (next.type !== shown.type) return false;
      shown = next;
      draw();
      return true;
    },
    ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM.contains(mutation.target),
    stopEvent: (event) => event.target === box,
  };
};

/** A picture of ours is shown; one elsewhere is named, for showing it would tell that place who reads here. */
export const pictureView: NodeViewRenderer = ({ node }) => {
  const hash = /^picture:([0-9a-f]{64})$/.exec(node.attrs.src)?.[1];
  const dom = document.createElement(hash ? "img" : "span");
  if (dom instanceof HTMLImageElement) {
    dom.src = `/knowledge/pictures/${hash}/`;
    dom.alt = node.attrs.alt;
    dom.loading = "lazy";
    dom.title = said("shows");
  } else {
    dom.className = "picture-elsewhere";
    dom.textContent = node.attrs.alt || said("pictureElsewhere");
    dom.title = node.attrs.src;
  }
  return { dom };
};

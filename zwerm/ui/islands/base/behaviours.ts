/**
 * Behaviours are named by what they do: `<form data-behaviour="guards-changes">`. One element may have several, separated by
 * spaces. Each is connected once, also to elements that arrive later with htmx.
 */
type Connect = (element: HTMLElement) => void;

const known = new Map<string, Connect>();
const connected = new WeakMap<Element, Set<string>>();

export function behaves(name: string, connect: Connect): void {
  known.set(name, connect);
  if (document.readyState !== "loading") connectWithin(document);
}

export function connectWithin(root: ParentNode): void {
  const found = [...root.querySelectorAll<HTMLElement>("[data-behaviour]")];
  if (root instanceof HTMLElement && root.dataset.behaviour) found.unshift(root);
  for (const element of found) {
    const done = connected.get(element) ?? new Set<string>();
    connected.set(element, done);
    for (const name of (element.dataset.behaviour ?? "").split(/\s+/)) {
      const connect = known.get(name);
      if (!connect || done.has(name)) continue;
      done.add(name);
      connect(element);
    }
  }
}

/** The words of a page come from the server, in the reader's language: `<html data-said-copied="…">`. */
export function said(word: string, otherwise: string): string {
  return document.body?.dataset[`said${word}`] ?? otherwise;
}

document.addEventListener("DOMContentLoaded", () => connectWithin(document));
document.addEventListener("htmx:load", (event) => connectWithin(event.target as HTMLElement));

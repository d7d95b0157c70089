/** Up to where the server has what each writer wrote in a text: a state vector. */
import * as Y from "yjs";

/** `change`: something that came from the server. */
export function hadAfter(had: Uint8Array | undefined, change: Y.Transaction): Uint8Array {
  const known = new Map(had && Y.decodeStateVector(had));
  for (const [writer, end] of change.afterState) if (end > (change.beforeState.get(writer) ?? 0)) known.set(writer, end);
  return Y.encodeStateVector(known);
}

/** Of two that are both true the furthest. */
export function hadOf(one: Uint8Array | undefined, other: Uint8Array | undefined): Uint8Array | undefined {
  if (!one || !other) return one ?? other;
  const known = Y.decodeStateVector(one);
  for (const [writer, end] of Y.decodeStateVector(other)) known.set(writer, Math.max(end, known.get(writer) ?? 0));
  return Y.encodeStateVector(known);
}

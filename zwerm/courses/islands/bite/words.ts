/** How many different words there are in what somebody wrote, as the server counts them (`rules/marking.py`). */
export function differentWords(text: string): number {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return new Set(plain.match(/[\p{L}\p{N}]+(?:['’\-‑‐][\p{L}\p{N}]+)*/gu)).size;
}

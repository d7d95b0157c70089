/** How long to wait before something that did not work is tried once more: each time twice as long, and not all browsers at once. */
const firstWait = 400;
const longestWait = 20_000;

export function waitBefore(attempt: number, chance: number): number {
  return Math.min(longestWait, firstWait * 2 ** attempt) * (0.5 + chance / 2);
}

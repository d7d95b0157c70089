/**
 * Signs that make words bold, italic, struck or code while they are typed or pasted. As in CommonMark no space follows the first
 * sign or goes before the last, and none stands within a word: a text about care is full of `5 * 3` and `~5`.
 */
export interface Found {
  index: number;
  text: string;
  replaceWith: string;
}

const before = "(?<=^|[\\s([{\"'“‘«„*_~])";

function between(sign: string, last: string): RegExp {
  const one = sign[0]!;
  const signs = `[${one}]`.repeat(sign.length);
  const within = sign === "`" ? "[^`]+" : `[^${one}\\s](?:[^${one}]*[^${one}\\s])?`;
  return new RegExp(`${before}(?<![${one}])${signs}(${within})${signs}${last}`, "gu");
}

function found(pattern: RegExp, sign: string, text: string): Found[] {
  return [...text.matchAll(pattern)]
    .map((one) => ({ index: one.index, text: one[0], replaceWith: one[1]! }))
    .filter((one) => sign !== "*" || /\p{L}/u.test(one.replaceWith)); // figures between two stars are multiplied
}

/** What ends just here, when its last sign is typed. */
export function typed(sign: string): (text: string) => Found | null {
  const pattern = between(sign, "$");
  return (text) => found(pattern, sign, text)[0] ?? null;
}

export function pasted(sign: string): (text: string) => Found[] {
  const pattern = between(sign, sign === "*" || sign === "**" ? "(?![*])" : `(?![\\p{L}\\p{N}${sign[0]}])`);
  return (text) => found(pattern, sign, text);
}

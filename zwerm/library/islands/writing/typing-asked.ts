/** What asks for a list while someone types. Without the editor, for a plain field asks it too. */
export interface Thing {
  title: string;
  about: string;
  href: string;
}
export interface Asked {
  kind: "slash" | "item" | "person";
  words: string;
  length: number;
}

/** What was typed just before the cursor, when it asks for a list. */
export function asked(before: string): Asked | null {
  // A label may have spaces in it ("row below"); a slash with a space right behind it is only a slash.
  const slash = /(?:^|\s)\/([\p{L}-]{0,20}|[\p{L}-]{1,20}(?: [\p{L}-]{0,20}){1,3})$/u.exec(before);
  if (slash) return { kind: "slash", words: slash[1]!, length: slash[1]!.length + 1 };
  const item = /\[\[([^[\]\n]{0,60})$/u.exec(before);
  if (item) return { kind: "item", words: item[1]!, length: item[1]!.length + 2 };
  const person = /(?:^|[\s(])@([\p{L}'-]{0,20}(?: [\p{L}'-]{0,20}){0,2})$/u.exec(before);
  if (person) return { kind: "person", words: person[1]!, length: person[1]!.length + 1 };
  return null;
}

/** Pictures and other files on their way from an editor to the server: alike in both editors. */

/** `again`: nothing is wrong with it, it only did not arrive. */
export type Refusal = { reason: string; again?: true };

export function filesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])];
}

/** The files to take from what was pasted. Word brings a picture of the words along with the words: those come first.
 * A file that is copied brings its own name as words, and a picture from a web page brings none. */
export function pasted(data: DataTransfer | null): File[] {
  const files = filesOf(data);
  const lines = (data?.getData("text/plain") ?? "").split(/\r?\n/).map((line) => line.trim());
  const words = lines.filter((line) => line && !files.some((file) => line === file.name || line.endsWith(`/${file.name}`)));
  return words.length ? [] : files;
}

/** Sends `file` along with `body`; answers what the server made of it, or why it could not be added. `most`: megabytes;
 * `said`: the words of the page for when that fails (`data-said-too-large`, `data-said-failed`). */
export async function send<T>(file: File, address: string, body: FormData, most: number, said: DOMStringMap): Promise<T | Refusal> {
  const failed: Refusal = { reason: said.saidFailed ?? "", again: true };
  const refused = (reason: string) => ({ reason: `${file.name}: ${reason}` });
  const tooLarge = refused(said.saidTooLarge ?? "");
  if (file.size > most * 1024 ** 2) return tooLarge;
  body.set("file", file, file.name);
  try {
    const answer = await fetch(address, { method: "POST", body });
    if (answer.status === 413) return tooLarge;
    if (answer.status === 422) return refused(((await answer.json()) as Refusal).reason);
    return answer.ok ? ((await answer.json()) as T) : failed;
  } catch {
    return failed;
  }
}

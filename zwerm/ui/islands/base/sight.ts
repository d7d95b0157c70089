/** Pages that this device kept and that moved out of somebody's sight: all asked after at once; those are fetched again, and go. */
import { owner, sessionHere } from "./waiting.ts";

export async function lookAgain(): Promise<void> {
  const name = `zwerm-pages-${owner()}`;
  const here = (await caches.has(name)) ? await sessionHere() : undefined;
  if (!here) return;
  const kept = (await (await caches.open(name)).keys()).map((one) => new URL(one.url));
  const answer = await fetch("/kept/", {
    method: "POST",
    redirect: "error",
    headers: { "Content-Type": "application/json", "X-CSRFToken": here.csrf },
    body: JSON.stringify({ owner: owner(), pages: [...new Set(kept.map((one) => one.pathname))] }),
  });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const again = new Set(((await answer.json()) as { again: string[] }).again);
  // The worker forgets what is not given any more, and keeps what is given instead.
  for (const one of kept) if (again.has(one.pathname)) await fetch(one, { headers: { "Zwerm-Keep": "yes" } }).catch(() => undefined);
}

/** Whether something is given wherever this question asks: each field has words, and of each group of choices one is chosen. */
export function isWhole(form: HTMLFormElement): boolean {
  const given = [...new FormData(form)].filter(([name]) => name.startsWith("given"));
  const names = new Set(given.map(([name]) => name));
  const groups = [...form.querySelectorAll<HTMLInputElement>("[type='radio'][name^='given']")];
  return given.length > 0 && given.every(([, value]) => String(value).trim()) && groups.every(({ name }) => names.has(name));
}

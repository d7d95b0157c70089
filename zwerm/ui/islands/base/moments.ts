/** When something was, as the pages write it: English as in Britain. */
export function moment(when: number | string, style: "medium" | "long"): string {
  const language = document.documentElement.lang;
  const told = { dateStyle: style, timeStyle: "short" } as const;
  return new Date(when).toLocaleString(language === "en" ? "en-GB" : language, told);
}

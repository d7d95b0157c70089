/** What is given in the form of a question, as people read it. */
export function saidIn(form: HTMLFormElement): string {
  const given = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[name^='given']")];
  return given.map(saidBy).map(plain).filter(Boolean).join(" · ");
}

function saidBy(field: HTMLInputElement | HTMLTextAreaElement): string {
  switch (field.type) {
    case "radio":
    case "checkbox":
      return (field as HTMLInputElement).checked ? chosen(field) : "";
    // What is put in order stands beside it.
    case "hidden":
      return field.closest("li")?.querySelector(".grow")?.textContent ?? "";
    default:
      return field.value;
  }
}

/** Of a pair both sides. */
function chosen(field: Element): string {
  const left = field.closest(".pair")?.querySelector("legend")?.textContent;
  const label = field.closest("label");
  const words = (label?.querySelector(".unseen") ?? label?.querySelector("span"))?.textContent ?? "";
  return left ? `${plain(left)} – ${plain(words)}` : words;
}

const plain = (words: string) => words.replace(/\s+/g, " ").trim();

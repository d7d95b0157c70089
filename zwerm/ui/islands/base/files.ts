const shown = 8;
const units = ["B", "KB", "MB", "GB"];

export function readableSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size >= 10 || unit === 0 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

/** "[count] chosen" with its number filled in. */
export function fill(says: string, values: Record<string, string | number>): string {
  return says.replace(/\[(\w+)\]/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A place to drop files on: the file field inside it keeps working with keyboard and press. */
export function dropsFiles(area: HTMLElement): void {
  const input = area.querySelector<HTMLInputElement>("input[type='file']");
  if (!input) return;
  area.dataset.ready = "";
  for (const name of ["dragenter", "dragover"]) area.addEventListener(name, () => (area.dataset.over = ""));
  for (const name of ["dragleave", "drop"]) area.addEventListener(name, () => delete area.dataset.over);
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    sendPaths(area, input.webkitdirectory ? files : [], `${input.name}_paths`);
    show(area, files);
    for (const one of fieldsWith(input)) weigh(one);
  });
  area.querySelector("[data-clear]")?.addEventListener("click", () => {
    input.value = "";
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  });
}

function fieldsWith(input: HTMLInputElement): HTMLInputElement[] {
  return input.form ? [...input.form.querySelectorAll<HTMLInputElement>("input[type='file']")] : [input];
}

/** Too much is told before it is sent: what its form holds together counts, and only fields that hold something can mend it. */
function weigh(input: HTMLInputElement): void {
  const area = input.closest<HTMLElement>("[data-most]");
  const told = area?.querySelector<HTMLElement>("[data-too-much]");
  if (!area || !told) return;
  const files = fieldsWith(input).flatMap((one) => [...(one.files ?? [])]);
  const size = files.reduce((total, file) => total + file.size, 0);
  const isTooMuch = size > Number(area.dataset.most) * 1024 ** 2 && Boolean(input.files?.length);
  told.hidden = !isTooMuch;
  told.textContent = isTooMuch ? fill(told.dataset.says ?? "", { size: readableSize(size) }) : "";
  input.setCustomValidity(told.textContent);
}

/** Browsers send the bare names of files; where each lay in a chosen folder goes along beside them. */
function sendPaths(area: HTMLElement, files: File[], name: string): void {
  for (const old of area.querySelectorAll("[data-path]")) old.remove();
  for (const file of files) {
    const path = document.createElement("input");
    path.type = "hidden";
    path.name = name;
    path.value = file.webkitRelativePath;
    path.dataset.path = "";
    area.append(path);
  }
}

function show(area: HTMLElement, files: File[]): void {
  const part = (name: string) => area.querySelector<HTMLElement>(`[data-${name}]`);
  const chosen = part("chosen");
  if (!chosen) return;
  chosen.hidden = !files.length;
  part("files")?.replaceChildren(...files.slice(0, shown).map(row));
  const more = part("more");
  const sum = part("sum");
  if (more) {
    more.hidden = files.length <= shown;
    more.textContent = fill(more.dataset.says ?? "", { count: files.length - shown });
  }
  const size = readableSize(files.reduce((total, file) => total + file.size, 0));
  if (sum) sum.textContent = fill(sum.dataset.says ?? "", { count: files.length, size });
}

function row(file: File): HTMLElement {
  const row = document.createElement("li");
  row.className = "file";
  const name = document.createElement("span");
  name.className = "one-line";
  name.textContent = file.webkitRelativePath || file.name;
  const size = document.createElement("span");
  size.className = "file__size number";
  size.textContent = readableSize(file.size);
  row.append(name, size);
  return row;
}

import { behaves } from "./behaviours.ts";

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

/** A place to drop files on: the file field inside it keeps working with keyboard and press. */
behaves("drops-files", (area) => {
  const input = area.querySelector<HTMLInputElement>("input[type='file']");
  const list = area.querySelector<HTMLElement>("[data-files]");
  if (!input) return;
  area.dataset.ready = "";
  for (const name of ["dragenter", "dragover"]) area.addEventListener(name, () => (area.dataset.over = ""));
  for (const name of ["dragleave", "drop"]) area.addEventListener(name, () => delete area.dataset.over);

  input.addEventListener("change", () => {
    // Browsers send the bare names of files; where each lay in a chosen folder goes along beside them.
    for (const old of area.querySelectorAll("[data-path]")) old.remove();
    for (const file of input.webkitdirectory ? (input.files ?? []) : []) {
      const path = document.createElement("input");
      path.type = "hidden";
      path.name = `${input.name}_paths`;
      path.value = file.webkitRelativePath;
      path.dataset.path = "";
      area.append(path);
    }
    list?.replaceChildren(
      ...[...(input.files ?? [])].map((file) => {
        const row = document.createElement("li");
        row.className = "file";
        const name = document.createElement("span");
        name.className = "one-line";
        name.textContent = file.name;
        const size = document.createElement("span");
        size.className = "file__size number";
        size.textContent = readableSize(file.size);
        row.append(name, size);
        return row;
      }),
    );
  });
});

/** Shows a chosen theme at once; the form that it belongs to tells the server, which remembers it. */
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
  if (!form.matches("[data-behaviour~='chooses-theme']") || !button) return;
  event.preventDefault();
  const theme = button.value;
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const other of form.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
  const body = new FormData(form, button);
  void fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
});

/** Loaded on every page: what a page needs to feel at hand, and nothing that it needs to work. */
import "./base/htmx.ts";
import "./base/autosave.ts";
import "./base/away.ts";
import "./base/confirm.ts";
import "./base/copy.ts";
import "./base/dialogs.ts";
import "./base/files.ts";
import "./base/forms.ts";
import "./base/menus.ts";
import "./base/scrollers.ts";
import "./base/shortcuts.ts";
import "./base/suggestions.ts";
import "./base/theme.ts";
import "./base/toasts.ts";

document.documentElement.classList.add("has-script");

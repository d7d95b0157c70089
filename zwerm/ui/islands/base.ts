/** Loaded on every page: what a page needs to feel at hand, and nothing that it needs to work. */
import { behaves } from "./base/behaviours.ts";
import "./base/htmx.ts";
import "./base/away.ts";
import "./base/confirm.ts";
import "./base/copy.ts";
import "./base/dialogs.ts";
import "./base/forms.ts";
import "./base/menus.ts";
import "./base/scrollers.ts";
import "./base/shortcuts.ts";
import "./base/suggestions.ts";
import "./base/theme.ts";
import "./base/toasts.ts";

// Few pages take files, or have parts that come later.
behaves("drops-files", async (area) => (await import("./base/files.ts")).dropsFiles(area));
behaves("arrives", async (place) => (await import("./base/arrives.ts")).arrives(place));

document.documentElement.classList.add("has-script");

/** The only place that imports htmx, so that a later version is one change. */
import "htmx.org/dist/htmx.min.js";

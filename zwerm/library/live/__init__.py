"""Writing together, live: what a browser sends over its socket goes to the others and to the database."""

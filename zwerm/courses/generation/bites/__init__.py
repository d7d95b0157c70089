"""Cuts a course into bites: which sections together, under which title, in which order of documents."""

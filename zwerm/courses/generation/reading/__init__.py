"""Reading Markdown as a teacher does: sections, sentences, lists, with the exact place of each in the source."""

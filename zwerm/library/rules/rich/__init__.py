"""A text as a tree that an editor changes: Markdown in, Markdown out. See docs/develop/editor.md.

`tree` says what there is, `reading` makes the tree of Markdown, `writing` Markdown of the tree, `documents` keeps what nobody
touched byte for byte, and `shared` puts a tree in a Yjs document and takes it out again.
"""

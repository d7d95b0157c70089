"""Reading other people's files: docx, pptx, PDF, HTML, Markdown and text become Markdown with what they said about themselves.

Everything in this folder is pure: no Django, no database, no network. Every file is treated as hostile.
"""

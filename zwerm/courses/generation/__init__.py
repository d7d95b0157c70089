"""From documents to a draft course. Pure functions: no Django, no database, no clock, no chance.

`draft_course` makes a course of sources; `regenerate_block` makes one of its blocks again.
"""

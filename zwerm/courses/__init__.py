"""Courses: made from documents, taken in bites of five to ten minutes."""

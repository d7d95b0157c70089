"""Talking about items. Empty of imports: revising an item needs part of this, and most of this needs revising."""

"""Text in, structure out: pure functions over Dutch and English text. No tables, no Django."""

"""Who writes the blocks of a bite: the offline writer, or a language model with the offline writer behind it."""

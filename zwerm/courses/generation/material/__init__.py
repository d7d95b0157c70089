"""What the documents say, taken apart into facts that questions can be asked about."""

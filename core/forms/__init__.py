"""One form out of many: merging, sources, validating, and giving each department its own back."""

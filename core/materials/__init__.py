"""One set of papers out of many: what is needed, who provides it, what may come later."""

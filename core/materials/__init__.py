"""One set of materials out of many: what is needed, who provides it, what may come later."""

"""Damaged and strange documents for every reader, made from small right ones with a fixed seed."""

"""Supervision of late matters (督办): what is late in which office, and what was done about it."""

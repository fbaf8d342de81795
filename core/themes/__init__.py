"""A theme at work: which matters it brings together, in what order, and what that saves."""

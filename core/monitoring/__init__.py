"""Whether this installation does what it is there for."""

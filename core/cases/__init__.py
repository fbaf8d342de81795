"""A case (办件): what somebody handed in, and everything that happened to it since."""

"""The staff who work with this system: accounts, roles, sessions."""

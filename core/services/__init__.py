"""Use cases: what pages, the command line and scenarios call; one transaction each."""

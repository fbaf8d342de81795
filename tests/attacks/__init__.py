"""Every attack that was seen to succeed once, and the tests that try it now (``make attack``)."""

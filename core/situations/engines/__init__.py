"""Engines that work conditions and answers out together; README.md says which answers what."""

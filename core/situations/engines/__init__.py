"""Engines that work conditions and answers out together."""

"""Formats of handouts, one file each; what is found here is offered everywhere."""

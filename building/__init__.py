"""Builders: settings in, use cases with their stores and adapters out.

Each module builds for one kind of caller. What is built is imported inside the builder, so that
no process loads what only another one needs.
"""

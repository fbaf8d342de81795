"""The pages that people open on their phones."""

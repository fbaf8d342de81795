"""What lies over a page: a question, a page of its own for a while, a side task."""

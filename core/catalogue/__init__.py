"""What the departments declare: matters, elements, questions, themes, and how they are read."""

"""From answers to what is in force: conditions, the situation, and the next question."""

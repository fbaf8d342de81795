"""What is paid for the matters of a case: amounts by rule, and what became of each."""

"""What a department does with an application before it accepts it."""

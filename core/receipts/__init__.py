"""What each paper says, before anybody prints it."""

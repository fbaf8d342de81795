"""When matters are in force and questions asked, and who waits for whom: beside the board."""

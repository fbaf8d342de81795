"""What values of each family are: how they are read, checked and coarsened."""

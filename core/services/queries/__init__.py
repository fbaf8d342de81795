"""What anybody may ask without changing anything: figures, differences, what comes next."""

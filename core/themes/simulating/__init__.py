"""Try a theme on very many situations at once: how often, how much, how long, and what if."""

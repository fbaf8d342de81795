"""Changes of a theme on screen: one pure function each, from a theme to a theme."""

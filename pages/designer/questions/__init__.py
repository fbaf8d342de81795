"""The questions of a theme: put in order, and said in words of the theme's own."""

"""What changes between two versions of a theme: for whom, in how many situations, and how."""

"""Cases that have ended, as they are laid into the archive (归档)."""

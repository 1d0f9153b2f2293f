"""Each dialog, lived through."""

"""What Kring promises, as programs."""

"""Whether Kring is well: its pulse, what it needs, its figures, and the addresses that tell."""

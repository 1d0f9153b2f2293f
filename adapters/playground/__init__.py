"""A place to try Kring: a cast that answers by itself, and a clock that can be moved."""

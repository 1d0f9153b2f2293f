"""Where Kring meets the world: platforms, database, command line."""

"""Teams: a door of our own, cards in both directions, conversations that are kept."""

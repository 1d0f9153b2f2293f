"""When Kring speaks: the timeline, its manners and its deliveries."""

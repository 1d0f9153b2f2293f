"""Slack: what comes in is read, what goes out is drawn (both pure), and the Web API carries it."""

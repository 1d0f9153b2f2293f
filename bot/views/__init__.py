"""Cards that ask nothing: dialogs without questions, shown on demand or by the clock."""

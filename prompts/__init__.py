"""The words, one folder a language and one page a dialog."""

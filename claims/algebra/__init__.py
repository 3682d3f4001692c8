"""The rules of evidence as pure functions on frozen values: no Django, no clock, no randomness."""

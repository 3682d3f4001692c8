"""Pure functions about sources and time: no Django, no clock, no randomness."""

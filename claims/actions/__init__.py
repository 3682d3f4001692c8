"""Every write on the upper floor, by noun."""

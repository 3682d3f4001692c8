"""Every write on the ground floor, by noun."""

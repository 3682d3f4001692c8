"""How templates write addresses, dates and figures."""

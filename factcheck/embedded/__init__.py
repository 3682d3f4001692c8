"""A real PostgreSQL and a real Redis from wheels, on unix sockets, for machines that have neither."""

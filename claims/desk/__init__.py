"""The desk: pages of the admin that are about work, not about one table."""

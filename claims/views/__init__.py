"""The public pages: what readers, other desks and search engines see. They print readings and decide nothing."""

"""The one room that opens sockets, and the rooms that read what came through them."""

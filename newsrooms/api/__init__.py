"""The API of newsrooms, and the manners that the API of every app keeps."""

"""The API of the ground floor: who speaks, and what was captured."""

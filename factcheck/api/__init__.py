"""The whole API under one roof: its root, its OpenAPI document and the reference made from it."""

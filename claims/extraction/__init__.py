"""Text in, candidate reports out: quantities, attributions and stances with exact places; pure, no Django, no model."""

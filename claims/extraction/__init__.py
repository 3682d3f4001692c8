"""Text in, candidate reports out: quantities, attributions, stances with exact places; pure, no Django, no model."""

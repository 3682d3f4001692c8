"""How an event is told: envelope, signature, and what each answer means. Pure: time and chance are arguments."""

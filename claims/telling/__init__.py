"""A dossier told to readers: plain words in their language, chains, figures, what is missing, the timeline."""

"""The case file: sources, documents, claims and reports of one case as JSON, read strictly and written exactly."""

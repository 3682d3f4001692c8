"""Fact-checks that others published as schema.org `ClaimReview`, read into records of a case file."""

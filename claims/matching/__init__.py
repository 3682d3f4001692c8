"""Which known claims, questions and sources a candidate may be about: found by index, weighed with reasons."""

"""The API of the upper floor: claims, questions, reports, judgements, imports and exports."""

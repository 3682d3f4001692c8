"""Classes of English words that this floor leans on; the words themselves are in ``words/classes.txt``."""

from claims.extraction.words import WORDS

DETERMINERS = WORDS["determiners"]
ARTICLES = WORDS["articles"]
PREPOSITIONS = WORDS["prepositions"]
PRONOUNS = WORDS["pronouns"]
SUBJECT_PRONOUNS = WORDS["subject_pronouns"]
CONJUNCTIONS = WORDS["conjunctions"]
SUBORDINATORS = WORDS["subordinators"]
AUXILIARIES = WORDS["auxiliaries"]
MODALS = WORDS["modals"]
NEGATIONS = WORDS["negations"]
ADVERBS = WORDS["adverbs"]
DAYS = WORDS["days"]
MONTHS = WORDS["months"]
TIME_WORDS = DAYS | MONTHS | WORDS["time_words"]
TITLES = WORDS["titles"]
# Words in -ed, -s and irregular pasts that make a clause of what they stand in.
IRREGULAR_PASTS = WORDS["irregular_pasts"]
PRESENTS = WORDS["presents"]
PEOPLE = WORDS["people"]
COMPARATIVES = WORDS["comparatives"]

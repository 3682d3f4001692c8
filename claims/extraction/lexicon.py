"""Classes of English words that the readers of this floor lean on: closed classes whole, open ones by their commonest."""

DETERMINERS = frozenset(
    ["a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "each", "every", "either", "neither", "both", "all", "any", "some", "no", "another", "such", "several", "many", "few", "most", "half", "what", "which", "whose"]
)
ARTICLES = frozenset(["a", "an", "the", "this", "these", "those", "its", "his", "her", "their", "our", "my", "your", "another", "every", "each"])
PREPOSITIONS = frozenset(
    ["of", "in", "on", "at", "by", "for", "from", "with", "to", "into", "onto", "over", "under", "about", "against", "between", "among", "after", "before", "during", "since", "until", "till", "within", "without", "through", "throughout", "across", "along", "near", "behind", "beyond", "above", "below", "beneath", "beside", "besides", "toward", "towards", "upon", "around", "outside", "inside", "off", "per", "via", "amid", "despite", "except", "including", "following", "concerning", "regarding", "than", "as", "like", "unlike", "versus", "alongside", "aboard", "past", "up", "down", "out"]
)
PRONOUNS = frozenset(["i", "you", "he", "she", "it", "we", "they", "me", "him", "us", "them", "who", "whom", "which", "what", "that", "there", "one"])
SUBJECT_PRONOUNS = frozenset(["i", "you", "he", "she", "it", "we", "they", "who", "which"])
CONJUNCTIONS = frozenset(["and", "or", "but", "nor", "yet", "so"])
SUBORDINATORS = frozenset(
    ["that", "because", "although", "though", "while", "whereas", "if", "unless", "when", "whenever", "where", "after", "before", "since", "as", "until", "once", "whether", "how", "why", "what", "who", "whom", "whose", "which", "lest", "than"]
)
AUXILIARIES = frozenset(
    ["is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "having", "do", "does", "did", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "ought", "cannot", "isn't", "aren't", "wasn't", "weren't", "hasn't", "haven't", "hadn't", "don't", "doesn't", "didn't", "won't", "wouldn't", "shouldn't", "can't", "couldn't", "mightn't", "mustn't", "isn’t", "aren’t", "wasn’t", "weren’t", "hasn’t", "haven’t", "hadn’t", "don’t", "doesn’t", "didn’t", "won’t", "wouldn’t", "shouldn’t", "can’t", "couldn’t", "he's", "she's", "it's", "they're", "we're", "i'm", "you're", "he’s", "she’s", "it’s", "they’re", "we’re", "i’m", "you’re", "there's", "there’s", "he'd", "she'd", "they'd", "we'd", "he'll", "she'll", "they'll", "it'll", "we'll", "we've", "they've", "i've"]
)
MODALS = frozenset(["will", "would", "shall", "should", "can", "could", "may", "might", "must", "cannot", "can't", "couldn't", "won't", "wouldn't"])
NEGATIONS = frozenset(
    ["not", "never", "no", "n't", "cannot", "can't", "couldn't", "didn't", "doesn't", "don't", "hasn't", "haven't", "hadn't", "won't", "wouldn't", "isn't", "wasn't", "weren't", "aren't", "can’t", "couldn’t", "didn’t", "doesn’t", "don’t", "hasn’t", "haven’t", "hadn’t", "won’t", "wouldn’t", "neither", "nor"]
)
ADVERBS = frozenset(
    ["also", "later", "earlier", "already", "again", "once", "still", "then", "now", "just", "only", "even", "ever", "never", "not", "repeatedly", "often", "always", "soon", "first", "last", "recently", "previously", "publicly", "privately", "reportedly", "allegedly", "initially", "immediately", "independently", "yet", "further", "furthermore", "however", "therefore", "meanwhile", "instead", "too", "today", "yesterday", "tomorrow", "tonight", "overnight", "twice", "afterwards", "ago", "away", "nevertheless", "nonetheless", "elsewhere", "abroad", "together", "though", "well", "almost", "quickly", "long", "since", "indeed", "perhaps", "maybe", "quite", "rather", "very", "thus", "hence", "otherwise", "anyway", "alone", "separately", "jointly", "specifically"]
)
DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
MONTHS = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"]
)
TIME_WORDS = (
    DAYS
    | MONTHS
    | frozenset(
        ["today", "yesterday", "tomorrow", "tonight", "morning", "afternoon", "evening", "night", "noon", "midnight", "week", "weeks", "month", "months", "year", "years", "day", "days", "hour", "hours", "minute", "minutes", "decade", "decades", "century", "spring", "summer", "autumn", "winter", "quarter", "weekend", "earlier", "later", "ago", "overnight"]
    )
)
TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "president", "vice", "premier", "chancellor", "minister", "secretary", "governor", "mayor", "senator", "sen", "rep", "representative", "congressman", "congresswoman", "ambassador", "general", "gen", "lieutenant", "lt", "colonel", "col", "major", "maj", "captain", "capt", "sergeant", "sgt", "corporal", "private", "admiral", "commander", "marshal", "chief", "judge", "justice", "king", "queen", "prince", "princess", "pope", "bishop", "archbishop", "cardinal", "rabbi", "imam", "sheikh", "father", "sister", "chairman", "chairwoman", "chair", "chairperson", "director", "spokesman", "spokeswoman", "spokesperson", "adviser", "advisor", "deputy", "acting", "former", "analyst", "journalist", "reporter", "blogger", "correspondent", "commissioner", "prosecutor", "inspector", "superintendent", "detective", "officer", "lawyer", "attorney", "ombudsman", "commander-in-chief", "brigadier", "envoy", "leader", "head", "lawmaker", "mp", "mep", "councillor", "sheriff"]
)
# Words in -ed, -s and irregular pasts that make a clause of what they stand in.
IRREGULAR_PASTS = frozenset(
    ["said", "told", "wrote", "spoke", "gave", "took", "went", "came", "saw", "found", "made", "got", "left", "held", "kept", "led", "met", "paid", "put", "ran", "sent", "set", "sat", "stood", "struck", "hit", "fell", "rose", "grew", "broke", "brought", "bought", "built", "burnt", "caught", "chose", "cut", "did", "drew", "drove", "fled", "flew", "fought", "forgot", "froze", "hid", "hurt", "knew", "laid", "lay", "lent", "let", "lost", "meant", "read", "rode", "sank", "sold", "shook", "shot", "shrank", "shut", "slept", "spent", "split", "spread", "stole", "swept", "swore", "taught", "threw", "thought", "tore", "understood", "underwent", "upheld", "woke", "won", "wore", "withdrew", "became", "began", "bore", "beat", "bet", "blew", "cost", "felt", "heard", "quit", "sang", "sought", "showed", "overthrew", "overtook", "undertook", "drank", "ate", "crept", "dealt", "dug", "hung", "lit", "rang", "slid", "spun", "stuck", "swam", "swung", "oversaw", "foresaw"]
)
PRESENTS = frozenset(
    ["says", "tells", "claims", "reports", "reads", "shows", "finds", "suggests", "indicates", "believes", "thinks", "expects", "estimates", "warns", "adds", "notes", "gives", "takes", "goes", "comes", "sees", "makes", "gets", "leaves", "holds", "keeps", "leads", "meets", "pays", "puts", "runs", "sends", "sets", "stands", "strikes", "hits", "falls", "rises", "grows", "breaks", "brings", "buys", "builds", "kills", "wounds", "injures", "destroys", "attacks", "launches", "wins", "loses", "becomes", "begins", "remains", "includes", "involves", "plans", "wants", "hopes", "needs", "seems", "appears", "calls", "rejects", "denies", "confirms", "announces", "accuses", "blames", "urges", "demands", "opens", "closes", "covers", "carries", "costs", "works", "lives", "lies", "lasts", "means", "seeks", "faces", "fears", "marks", "owns", "employs", "belongs", "produces", "provides", "requires", "allows", "causes", "hopes", "exceeds", "supports", "depends", "passes", "doubts", "questions", "disputes", "dismisses", "insists", "argues", "maintains", "speaks", "writes", "posts", "cites", "quotes", "points"]
)
PEOPLE = frozenset(
    ["people", "men", "women", "children", "troops", "personnel", "police", "infantry", "staff", "crew", "dead", "wounded", "injured", "missing", "survivors", "media", "cattle", "sheep", "fish", "aircraft", "spacecraft", "helicopters", "infantrymen", "servicemen", "civilians", "countrymen", "fishermen", "firemen", "policemen", "firefighters", "refugees", "migrants", "nationals", "seats", "votes", "homes", "houses", "jobs", "cases", "deaths", "casualties"]
)
COMPARATIVES = frozenset(
    ["more", "less", "fewer", "lower", "higher", "longer", "shorter", "larger", "smaller", "bigger", "faster", "slower", "greater", "better", "worse", "older", "younger", "earlier", "later", "further", "farther", "deeper", "cheaper", "stronger", "weaker", "wider", "hotter", "colder", "up", "down", "above", "below"]
)

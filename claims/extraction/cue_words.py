"""The reporting verbs and phrases, as data: what each says of the link it makes and of the stance it takes.

A verb stands in one row. The kind says in which frames it is a cue at all:
``say`` any; ``tell`` any, with a hearer; ``claim`` any, also with a plain object; ``show`` as claim, of evidence;
``think`` any, of opinions; ``call`` and ``blame`` with an object and what is said of it; ``weak`` only with "that",
with a quotation or after what was said, because the word has other uses.
"""

from claims.extraction.words import WORDS
from claims.vocabulary import Relation, Stance

Row = tuple[str, Relation, Stance, str]

ROWS: tuple[Row, ...] = (
    ("say", Relation.SAYS, Stance.ASSERTS,
     "say state declare insist maintain argue assert contend aver stress emphasise emphasize reiterate remark "
     "caution retort quip joke clarify elaborate opine testify underline underscore highlight "
     "recount lament reason attest "
     "affirm avow proclaim profess surmise posit volunteer quip muse sigh plead exclaim shout cry "
     "whisper mutter grumble "
     "complain protest boast brag crow gush interject concur concede rejoin riposte vent fume rail "
     "rage scoff jest chime "
     "enthuse exhort confide intone murmur mumble snap growl thunder bemoan moan whine bellow yell scream sob"),
    ("weak", Relation.SAYS, Stance.ASSERTS,
     "add note observe comment reply respond answer continue repeat charge counter object read "
     "recall explain outline "
     "hold rule decide hear agree swear go laugh conclude learn gather mean judge figure guess know "
     "understand maintain propose recommend advocate signal urge joke interrupt offer begin finish "
     "ask inquire wonder "
     "tease preach lecture gesture nod admonish scold vouch theorize theorise hypothesize hypothesise opine"),
    ("claim", Relation.SAYS, Stance.ASSERTS,
     "claim allege specify warn threaten mention suggest imply hint speculate promise pledge vow "
     "describe detail demand "
     "acknowledge admit confess stipulate count estimate calculate put predict forecast project foresee anticipate "
     "envisage envision assess guarantee demand express voice summarise summarize characterise characterize"),
    ("claim", Relation.REPORTS, Stance.ASSERTS, "report relay document chronicle"),
    ("claim", Relation.ANNOUNCES, Stance.ASSERTS, "announce reveal disclose unveil divulge"),
    ("claim", Relation.CONFIRMS, Stance.ASSERTS, "confirm corroborate substantiate"),
    ("claim", Relation.VERIFIES, Stance.ASSERTS, "verify authenticate geolocate"),
    ("say", Relation.POSTS, Stance.ASSERTS, "tweet retweet blog"),
    ("weak", Relation.POSTS, Stance.ASSERTS, "post"),
    ("say", Relation.SAYS, Stance.ASSERTS, "write"),
    ("tell", Relation.TOLD, Stance.ASSERTS, "tell inform notify remind assure reassure advise brief convince persuade"),
    ("show", Relation.SHOWS, Stance.ASSERTS, "show indicate demonstrate prove illustrate depict"),
    ("weak", Relation.SHOWS, Stance.ASSERTS, "find discover establish determine see notice detect reflect record"),
    ("think", Relation.SAYS, Stance.ASSERTS,
     "believe think suspect expect reckon assume presume consider deem imagine"),
    ("want", Relation.SAYS, Stance.ASSERTS, "fear hope contemplate worry want feel wish intend plan favor favour prefer dream"),
    ("call", Relation.SAYS, Stance.ASSERTS, "call dub brand label term hail portray liken"),
    ("blame", Relation.SAYS, Stance.ASSERTS,
     "accuse blame attribute criticise criticize condemn denounce praise applaud commend welcome "
     "urge chide slam blast decry deplore "
     "lambast lambaste berate chastise ridicule mock thank congratulate endorse implore beseech "
     "encourage fault deride excoriate rebuke"),
    ("claim", Relation.SAYS, Stance.DENIES, "deny disavow repudiate disclaim reject refute rebut"),
    ("claim", Relation.SAYS, Stance.DISPUTES,
     "dispute dismiss contradict debunk contest doubt question challenge discredit disbelieve disprove"),
    ("quote", Relation.QUOTES, Stance.ASSERTS, "quote"),
    ("quote", Relation.CITES, Stance.ASSERTS, "cite"),
)  # fmt: skip

# Phrases by their verb: the words behind it, the kind, the link and the stance they make of it.
PHRASES: dict[str, tuple[tuple[str, str, Relation, Stance], ...]] = {
    "put": (("it", "weak", Relation.SAYS, Stance.ASSERTS),),
    "point": (("out", "say", Relation.SAYS, Stance.ASSERTS), ("to", "show", Relation.SHOWS, Stance.ASSERTS)),
    "make": (("clear", "weak", Relation.SAYS, Stance.ASSERTS), ("it clear", "weak", Relation.SAYS, Stance.ASSERTS),
             ("plain", "weak", Relation.SAYS, Stance.ASSERTS), ("the case", "weak", Relation.SAYS, Stance.ASSERTS)),
    "go": (("on to say", "say", Relation.SAYS, Stance.ASSERTS), ("on", "weak", Relation.SAYS, Stance.ASSERTS),
           ("public with", "claim", Relation.ANNOUNCES, Stance.ASSERTS)),
    "let": (("it be known", "weak", Relation.SAYS, Stance.ASSERTS), ("slip", "weak", Relation.SAYS, Stance.ASSERTS)),
    "speak": (("of", "claim", Relation.SAYS, Stance.ASSERTS), ("about", "claim", Relation.SAYS, Stance.ASSERTS)),
    "talk": (("of", "claim", Relation.SAYS, Stance.ASSERTS), ("about", "claim", Relation.SAYS, Stance.ASSERTS)),
    "tell": (("of", "claim", Relation.SAYS, Stance.ASSERTS),),
    "warn": (("of", "claim", Relation.SAYS, Stance.ASSERTS), ("against", "claim", Relation.SAYS, Stance.ASSERTS)),
    "complain": (("of", "claim", Relation.SAYS, Stance.ASSERTS), ("about", "claim", Relation.SAYS, Stance.ASSERTS)),
    "boast": (("of", "claim", Relation.SAYS, Stance.ASSERTS),),
    "call": (("for", "blame", Relation.SAYS, Stance.ASSERTS), ("on", "blame", Relation.SAYS, Stance.ASSERTS),
             ("into question", "claim", Relation.SAYS, Stance.DISPUTES)),
    "hint": (("at", "claim", Relation.SAYS, Stance.ASSERTS),),
    "allude": (("to", "claim", Relation.SAYS, Stance.ASSERTS),),
    "refer": (("to", "weak", Relation.SAYS, Stance.ASSERTS),),
    "comment": (("on", "claim", Relation.SAYS, Stance.NO_POSITION),),
    "respond": (("to", "claim", Relation.SAYS, Stance.NO_POSITION),),
    "reply": (("to", "claim", Relation.SAYS, Stance.NO_POSITION),),
    "return": (("calls", "claim", Relation.SAYS, Stance.NO_POSITION),),
    "decline": tuple(
        (words, "claim", Relation.SAYS, Stance.NO_POSITION)
        for words in ("to comment on", "to comment", "to say", "to confirm", "to answer", "to discuss", "to disclose",
                      "to elaborate on", "to elaborate", "to give", "to specify", "to provide", "comment")
    ),
    "refuse": tuple(
        (words, "claim", Relation.SAYS, Stance.NO_POSITION)
        for words in ("to comment on", "to comment", "to say", "to confirm", "to answer", "to discuss", "to disclose",
                      "to elaborate", "to give", "to specify")
    ),
    "stop": (("short of confirming", "claim", Relation.SAYS, Stance.NO_POSITION),
             ("short of saying", "claim", Relation.SAYS, Stance.NO_POSITION),
             ("short of claiming", "claim", Relation.SAYS, Stance.NO_POSITION)),
    "give": (("no details", "weak", Relation.SAYS, Stance.NO_POSITION), ("no figure", "weak", Relation.SAYS, Stance.NO_POSITION),
             ("no comment", "claim", Relation.SAYS, Stance.NO_POSITION), ("the same account", "claim", Relation.SAYS, Stance.ASSERTS)),
    "provide": (("no details", "weak", Relation.SAYS, Stance.NO_POSITION), ("no evidence", "weak", Relation.SAYS, Stance.ASSERTS)),
    "rule": (("out", "claim", Relation.SAYS, Stance.DENIES),),
    "brush": (("off", "claim", Relation.SAYS, Stance.DISPUTES), ("aside", "claim", Relation.SAYS, Stance.DISPUTES)),
    "shrug": (("off", "claim", Relation.SAYS, Stance.DISPUTES),),
    "wave": (("away", "claim", Relation.SAYS, Stance.DISPUTES),),
    "cast": (("doubt on", "claim", Relation.SAYS, Stance.DISPUTES), ("doubts on", "claim", Relation.SAYS, Stance.DISPUTES)),
    "raise": (("doubts about", "claim", Relation.SAYS, Stance.DISPUTES), ("questions about", "claim", Relation.SAYS, Stance.DISPUTES),
              ("concerns about", "claim", Relation.SAYS, Stance.ASSERTS), ("the possibility", "claim", Relation.SAYS, Stance.ASSERTS)),
    "pour": (("cold water on", "claim", Relation.SAYS, Stance.DISPUTES),),
    "take": (("issue with", "claim", Relation.SAYS, Stance.DISPUTES), ("responsibility for", "claim", Relation.SAYS, Stance.ASSERTS),
             ("credit for", "claim", Relation.SAYS, Stance.ASSERTS)),
    "find": (("no evidence for", "claim", Relation.SAYS, Stance.DISPUTES), ("no evidence of", "claim", Relation.SAYS, Stance.DISPUTES),
             ("no evidence", "weak", Relation.SAYS, Stance.DISPUTES), ("no sign of", "claim", Relation.SAYS, Stance.DISPUTES)),
    "see": (("no evidence of", "claim", Relation.SAYS, Stance.DISPUTES), ("no evidence", "weak", Relation.SAYS, Stance.DISPUTES)),
    "learn": (("from", "learn", Relation.SAYS, Stance.ASSERTS),),
    "hear": (("from", "learn", Relation.SAYS, Stance.ASSERTS),),
    "appear": (("to show", "show", Relation.SHOWS, Stance.ASSERTS), ("to confirm", "show", Relation.SHOWS, Stance.ASSERTS),
               ("to suggest", "show", Relation.SHOWS, Stance.ASSERTS), ("to indicate", "show", Relation.SHOWS, Stance.ASSERTS)),
    "seem": (("to show", "show", Relation.SHOWS, Stance.ASSERTS), ("to confirm", "show", Relation.SHOWS, Stance.ASSERTS),
             ("to suggest", "show", Relation.SHOWS, Stance.ASSERTS)),
    "purport": (("to show", "show", Relation.SHOWS, Stance.ASSERTS),),
    "own": (("up to", "claim", Relation.SAYS, Stance.ASSERTS),),
    "confess": (("to", "claim", Relation.SAYS, Stance.ASSERTS),),
    "set": (("out", "weak", Relation.SAYS, Stance.ASSERTS),),
    "lay": (("out", "weak", Relation.SAYS, Stance.ASSERTS),),
    "spell": (("out", "weak", Relation.SAYS, Stance.ASSERTS),),
    "sum": (("up", "weak", Relation.SAYS, Stance.ASSERTS),),
    "claim": (("credit for", "claim", Relation.SAYS, Stance.ASSERTS),),
    "add": (("to", "none", Relation.SAYS, Stance.ASSERTS), ("up", "none", Relation.SAYS, Stance.ASSERTS)),
    "account": (("for", "none", Relation.SAYS, Stance.ASSERTS),),
    "agree": (("to", "none", Relation.SAYS, Stance.ASSERTS), ("on", "none", Relation.SAYS, Stance.ASSERTS)),
    "hold": (("on", "none", Relation.SAYS, Stance.ASSERTS), ("up", "none", Relation.SAYS, Stance.ASSERTS)),
}  # fmt: skip

# Forms that are as often nouns: only a verb where what stands before and behind says so.
NOUNS_TOO = WORDS["nouns_too"]

ACCORDING: tuple[tuple[str, Relation], ...] = (
    ("according to", Relation.SAYS), ("in the words of", Relation.SAYS), ("in the view of", Relation.SAYS),
    ("in the opinion of", Relation.SAYS), ("in the eyes of", Relation.SAYS), ("in the estimation of", Relation.SAYS),
    ("on the account of", Relation.SAYS), ("as per", Relation.SAYS), ("per", Relation.SAYS), ("as reported by", Relation.REPORTS),
    ("first reported by", Relation.REPORTS), ("as first reported by", Relation.REPORTS), ("reported by", Relation.REPORTS),
    ("as stated by", Relation.SAYS), ("as confirmed by", Relation.CONFIRMS), ("confirmed by", Relation.CONFIRMS),
    ("as expected by", Relation.SAYS), ("as claimed by", Relation.SAYS), ("as noted by", Relation.SAYS),
    ("as seen by", Relation.SHOWS), ("as described by", Relation.SAYS), ("as announced by", Relation.ANNOUNCES),
    ("by the account of", Relation.SAYS), ("by all accounts of", Relation.SAYS),
    ("based on information from", Relation.SAYS), ("on the testimony of", Relation.SAYS),
)  # fmt: skip
CITING: tuple[tuple[str, Relation], ...] = (
    ("citing", Relation.CITES), ("quoting", Relation.QUOTES), ("with reference to", Relation.CITES), ("referring to", Relation.CITES),
    ("relying on", Relation.CITES), ("which cited", Relation.CITES), ("which quoted", Relation.QUOTES), ("who cited", Relation.CITES),
    ("which cites", Relation.CITES), ("attributing the information to", Relation.CITES), ("crediting", Relation.CITES),
)  # fmt: skip
CITED_BY: tuple[tuple[str, Relation], ...] = (
    ("as cited by", Relation.CITES), ("cited by", Relation.CITES), ("as quoted by", Relation.QUOTES), ("quoted by", Relation.QUOTES),
    ("as relayed by", Relation.REPORTS), ("relayed by", Relation.REPORTS), ("as cited in", Relation.CITES),
    ("quoted in", Relation.QUOTES), ("cited in", Relation.CITES),
)  # fmt: skip
IMPERSONAL = (
    r"it (?:is|was|has been) (?:widely |now |also |currently |commonly )?(?:alleged|believed|"
    r"thought|estimated|understood|reported|claimed|"
    r"said|rumou?red|feared|assumed|expected|suggested|hoped|predicted)|"
    r"(?:is|are|was|were) (?:widely |reportedly |also |now |long )?(?:alleged|believed|thought|"
    r"estimated|understood|reported|claimed|said|"
    r"rumou?red|feared|assumed|expected|known)(?= to\b)|there (?:is|are|were) (?:reports|claims|"
    r"rumou?rs)|reports? (?:have )?emerged"
)
HOLLOW = WORDS["hollow"]

"""Telling outlets, people, organisations and documents apart by the words of their names."""

import regex

from claims.extraction import lexicon

OUTLET_WORDS = frozenset(
    "news newspaper daily weekly magazine times post herald tribune gazette chronicle courier ledger journal guardian observer "
    "telegraph independent globe mirror sentinel register review standard express dispatch monitor inquirer examiner bulletin radio tv "
    "television broadcaster channel network agency wire press media website outlet portal podcast blog zeitung kurier presse journaliste "
    "figaro monde repubblica pravda hazeta gazeta novosti svoboda suspilne hromada kanal agence agentur site insider today leaks "
    "broadcasting correspondent sun star mail record argus echo advertiser reporter".split()
)
KNOWN_OUTLETS = frozenset(
    "reuters afp ap bbc cnn nbc abc cbs msnbc npr dpa ansa efe tass interfax ria unian ukrinform xinhua yonhap kcna kyodo anadolu "
    "bloomberg politico axios vox vice meduza astra baza rbc rt dw bild spiegel stern focus nrk svt yle err delfi euronews aljazeera "
    "sky itv channel4 cnbc wsj nyt propublica bellingcat slidstvo babel liga nexta belsat current-time arte zdf ard orf srf rai tf1 "
    "france24 rfi rferl voa nhk sputnik izvestia kommersant vedomosti hromadske suspilne militarnyi mediazona verstka pepel shot".split()
)
NOT_OUTLETS = frozenset(
    "council court senate congress parliament house committee commission ministry union police army force forces government cabinet "
    "assembly bank chamber convention conference summit kremlin pentagon crowd public nation world bundestag duma jury judge un "
    "nato eu tribunal state city board security".split()
)
DOCUMENT_WORDS = frozenset(
    "report statement study survey poll paper analysis investigation review audit bulletin filing letter memo memorandum document documents "
    "data figures statistics count estimate estimates assessment release communique communiqué note article editorial message post posts "
    "tweet video videos footage photo photos photographs picture pictures image images imagery recording audio transcript indictment "
    "website intercept intercepts tests records logs minutes account accounts list book briefing address presentation outlook update "
    "findings results research complaint lawsuit notice announcement dispatch cable email emails e-mail e-mails reports obituaries maps "
    "map interview interviews forecast paper editorial story stories file files register registry index barometer tally".split()
)
VISUALS = frozenset("video videos footage photo photos photographs picture pictures image images imagery visuals screenshots".split())
ORG_WORDS = frozenset(
    "ministry committee commission council agency service bureau department office institute institution university college company corp "
    "group inc ltd bank union association federation organisation organization foundation fund force forces army navy staff command party "
    "government parliament court police brigade regiment battalion centre center authority league society board hospital school administration "
    "alliance charity watchdog club network directorate inspectorate airlines air airways lines headquarters defence defense intelligence "
    "team squad front movement coalition secretariat consortium observatory laboratory museum house kremlin pentagon junta embassy mission "
    "prosecutor's prosecutors' ombudsman's carrier firm airline operator retailer carmaker chipmaker start-up insurer lender".split()
)
PLACES = frozenset(
    "russia ukraine china korea america britain england france germany italy spain poland turkey israel iran iraq syria india pakistan japan "
    "brazil mexico canada australia egypt sudan nigeria kenya ethiopia belarus georgia armenia azerbaijan kazakhstan romania bulgaria hungary "
    "serbia greece sweden norway finland denmark estonia latvia lithuania moldova netherlands belgium austria switzerland moscow kyiv kiev london "
    "paris berlin washington beijing tokyo seoul pyongyang ankara tehran warsaw brussels rome madrid minsk delhi gaza crimea donbas kursk africa "
    "europe asia states kingdom emirates arabia zealand lebanon yemen qatar jordan afghanistan venezuela colombia argentina chile peru cuba haiti".split()
)
PUBLIC_HEARERS = frozenset(
    "reporters journalists lawmakers parliament mps meps congress investors analysts delegates ministers media press viewers supporters "
    "residents senators deputies colleagues officials employees workers staff shareholders users followers people police court conference "
    "him her them us me you it everyone audience crowd friends relatives voters students members world nation public investigators "
    "prosecutors broadcasters newspapers".split()
)
NAME_WORD = regex.compile(r"\p{Lu}[\p{L}\p{M}'’-]*+")
SELF = regex.compile(
    r"\b(?:[Tt]his (?:newspaper|agency|outlet|magazine|website|channel|publication|broadcaster|paper|reporter|correspondent))\b|\Aus\Z"
)


def list_words(name: str) -> list[str]:
    """The words of a name, lower-cased, without possessive endings, marks and "the"."""
    words = regex.findall(r"[\p{L}\p{N}][\p{L}\p{N}'’&.-]*+", name.lower())
    cleaned = (regex.sub(r"(?:['’]s|['’])\Z", "", word).rstrip(".") for word in words)
    return [word for word in cleaned if word and word not in ("the", "a", "an")]


def is_outlet(name: str) -> bool:
    """Whether a name is that of a newspaper, agency, broadcaster or channel, as far as its words tell."""
    words = list_words(name)
    if not words or len(words) > 9:
        return False
    if any(w in KNOWN_OUTLETS for w in words):
        return not is_person_like(name)
    if any(w in OUTLET_WORDS for w in words):
        return words[-1] not in NOT_OUTLETS and not (words[-1] == "agency" and not any(w in ("news", "press", "information") for w in words) and name[:1].islower())
    return False


def is_hearing_outlet(name: str) -> bool:
    """Whether the one who was told something is an outlet that passes it on."""
    words = list_words(name)
    if not words or words[-1] in PUBLIC_HEARERS or words[0] in PUBLIC_HEARERS:
        return False
    if is_outlet(name):
        return True
    if any(w in NOT_OUTLETS or w in lexicon.TITLES for w in words):
        return False
    capitals = NAME_WORD.findall(name)
    if name.lower().startswith("the ") and capitals and len(words) <= 3:
        return True
    return len(words) <= 2 and len(capitals) == len(words) and not is_person_like(name)


def is_person_like(name: str) -> bool:
    """Whether a name looks like first and last name."""
    words = name.split()
    if any(w.lower().removesuffix("'s") in KNOWN_OUTLETS | PLACES for w in words):
        return False
    return 2 <= len(words) <= 3 and all(NAME_WORD.fullmatch(w) for w in words) and not any(w.lower() in ORG_WORDS | OUTLET_WORDS for w in words)

"""Numbers that count nothing: dates, times, years, ordinals, units, equipment, addresses, scores, ages in passing."""

import regex

from claims.extraction.units import BASES, CODES, LETTERS

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
YEAR = r"(?:1[5-9]\d\d|2[01]\d\d)"
_NAMES = (
    "Article|Section|Chapter|Clause|Resolution|Flight|Route|Highway|Interstate|Room|Apartment|Apt|"
    "Flat|Building|Block|House|"
    "Terminal|Gate|Runway|Pier|Platform|Channel|Kanal|Canal|Radio|Version|Model|Type|Mark|Mk|"
    "Phase|Stage|Level|Group|Grade|"
    "Category|Class|Day|Page|Number|Nr|Order|Law|Act|Bill|Case|Protocol|Part|Season|Episode|"
    "Volume|Issue|Zone|Sector|Area|"
    "Unit|Battalion|Company|Brigade|Division|Regiment|Corps|Army|Hospital|School|Plant|Station|"
    "Reactor|Checkpoint|Camp|Colony|"
    "Apollo|Soyuz|Falcon|Windows|Android|iPhone|iPad|Galaxy|PlayStation|Xbox|Boeing|Airbus|"
    "Leopard|Patriot|Challenger|Formula|"
    "Agenda|Horizon|Expo|COP|Cop|Covid|COVID|Euro|Studio|Ward|District|Kilomet(?:re|er)|Exit|Mile|"
    "Lane|Bay|Title|Tier|Fortune|"
    "FTSE|Nikkei|DAX|CAC|Stoxx|STOXX|Russell|Nasdaq|S&P|Sputnik|Rocket|Proton|Ariane|Starship|"
    "Figure|Table|Appendix|Annex|Amendment|Proposition|Prop\\.|Measure|Question|Form|Precinct|Local|Verse|Psalm|"
    "Bowl|Pier|Hangar|Bus|Tram|Matchday|Week|Round|Game|Stage|Paragraph|Schedule|Directive|Regulation"
)
_LOWER_NAMES = (
    "kilomet(?:re|er)|bend|runway|terminal|gate|room|flight|page|chapter|article|section|"
    "paragraph|channel|junction|platform|lane|"
    "phase|stage|level|grade|category|magnitude|version|reactor|unit|apartment|building|school|"
    "hospital|checkpoint|route|highway|"
    "block|line|sector|zone|point|number one|No\\."
)
_STREETS = (
    "Street|St|Avenue|Ave|Road|Rd|Lane|Square|Boulevard|Blvd|Drive|Prospekt|Way|Place|Court|Embankment|Straße|Strasse"
)
_CALIBRE = (
    "guns?|shells?|calib\\w+|howitzers?|mortars?|rounds?|artillery|cannons?|ammunition|projectiles?|lens|film|machine"
)
_OVER_AGES = (
    "people|adults|children|those|kids|women|men|boys|girls|pensioners|patients|voters|citizens|anyone|everyone|"
    "of them|of whom"
)
_RESULT = (
    "won|win|wins|beat|beats|lost|lose|loses|drew|draw|defeat\\w*|victory|score\\w*|led|leads|triumph\\w*|thrash\\w*"
)
_HOLDERS = (
    "people|men|women|children|troops|soldiers|personnel|police|prisoners|staff|civilians|drones|tanks|vehicles|homes"
)
_SPELLED = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen"
)

_RULES = (
    # addresses of the web, handles, hashtags
    r"(?:https?://|www\.)\S++|[#@]\w++",
    # dates
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s?(?:-|–|to|and|or|/)\s?\d{{1,2}}(?:st|nd|rd|"
    rf"th)?)?\s(?:of\s)?{MONTH}\b(?:,?\s\d{{4}}\b)?",
    rf"\b{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:\s?(?:-|–|to|and)\s?\d{{1,2}}(?:st|nd|rd|"
    rf"th)?)?\b(?![%,.]?\d)(?!\s?%|\s(?:percent|per cent|million|billion|thousand|"
    rf"people))(?:,?\s{YEAR}\b)?",
    rf"\b{MONTH},?\s{YEAR}\b",
    r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
    # clock times
    r"\b\d{1,2}[:h]\d{2}(?::\d{2})?\b(?:\s?[ap]\.?m\b\.?)?",
    r"\b\d{1,2}(?:\.\d{2})?\s?(?:a\.m\.|p\.m\.|am\b|pm\b|o['’]clock)",
    r"(?<=\b(?:at|by|the|until|from|before|after|around)\s)\d{1,2}\.\d{2}(?=\s(?:from|to|train|on|"
    r"hrs|hours|GMT|local|this|news))",
    r"\b\d{4}\s(?:hours|hrs|GMT|UTC|CET|EST|BST|local time)\b",
    r"\b24/7\b|\b9/11\b|\b7/7\b",
    # years and decades
    rf"(?<=\b(?:in|since|until|till|by|from|before|after|during|of|early|late|mid|mid-|spring|"
    rf"summer|autumn|winter|fall|year|to|through|for|the|and|than|around|about|"
    rf"back)[\s–-]){YEAR}\b(?![.,]\d{{3}}|\s?(?:%|percent|per cent|{_HOLDERS})\b)",
    r"(?<![\d$€£¥,.])\b[1-9]0s\b",
    rf"\b{YEAR}s\b|['’]\d0s\b|\b{YEAR}\s?[-–/]\s?(?:{YEAR}|\d\d)\b",
    rf"\b{YEAR}\b(?!\s?(?:%|percent|per cent|[a-z]+s\b|{_HOLDERS}|km|kg|m\b|mm|million|billion|euro|"
    rf"dollar))(?![.,]\d)",
    # ordinals
    r"\b\d+(?:st|nd|rd|th)\b",
    # things that carry a number as a name
    rf"\b(?:{_NAMES})s?\s(?:No\.?\s|#|№)?\d+(?:[./-]\d+)*[A-Za-z]?\b(?!\s?%)",
    rf"\b(?:{_LOWER_NAMES})\s(?:No\.?\s)?\d+(?:\.\d+)?[A-Za-z]?\b(?!\s?%)",
    rf"\b(?:Article|Section|Chapter|Group of|Big|Gang of|Phase|Day|Catch|World War|Part|Number|"
    rf"No\.?|number|phase|page|grade)\s(?:{_SPELLED}|\d+|[IVX]+)\b",
    r"\b(?:No|Nos|Nr|№|#)\.?\s?\d+(?:[-–]\d+)?\b",
    r"\b[Cc]hannels?\s(?:[A-Z]\S*(?:,\s|\sand\s))*\d+\b",
    rf"\b(?=[A-Z])(?!(?:{CODES}|US)\d|(?:{LETTERS})\d)[A-Z][A-Za-zÀ-ÿ]{{0,9}}[-‑]?\d+[A-Za-z0-9/‑-]*+(?:-[A-Za-z0-9]+)*",
    r"\b401\(k\)s?|\b1040s?\b",
    r"\b[A-Z]{1,4}\s?-\d+\b",
    # addresses of houses
    rf"\b\d+[A-Za-z]?(?:/\d+)?\s(?:[A-Z][\w'’-]*\s){{1,3}}(?:{_STREETS})\b",
    rf"\b(?:{_STREETS}),?\s\d+[A-Za-z]?\b",
    # scores and votes shown as a pair
    rf"(?<=\b(?:{_RESULT})\b[^.;]{{0,40}})\b\d{{1,2}}\s?[-–]\s?\d{{1,2}}\b",
    r"\b(\d{1,2})[-–]\1\b(?![.,]\d)|\bfifty-fifty\b",
    r"(?<![.,]\d?)\b(?:[5-9][-–][0-4]|4[-–][0-3]|3[-–][0-2]|2[-–][01]|1[-–]0)\b(?![.,]\d|[-–])",
    rf"(?<=\b(?:ruled|rules|voted|votes|split|divided|passed|passes|approved|rejected|decision|vote|majority|tied)\s"
    rf"(?:of\s|by\s)?)\d{{1,3}}\s?[-–]\s?\d{{1,3}}\b(?![.,]\d|\s?(?:%|percent|per cent|{_HOLDERS}|million|billion))",
    # what only describes ("a 61,000-seat stadium", "the 27-nation bloc")
    r"\b\d[\d,.]*-(?:seat|seater|nation|member|page|bed|room|bedroom|stor(?:e)?y|floor|judge|justice|man|woman|person|state|"
    r"country|party|lane|car|coach|volume|piece|vehicle|team|club|hole|game|match|word|question|strong)\b",
    # "an hour and a half" and "a tenth of a second" are measures, not parts of what follows
    r"\ban?\s(?:hour|mile|year|month|day|week|decade|century|met(?:re|er)|kilomet(?:re|er)|minute|inch|foot|ton|tonne)\s"
    r"and\sa\s(?:half|quarter|third)\b|\ban?\s(?:tenth|hundredth|thousandth|fraction)\sof\sa\ssecond\b",
    # races, rounds, what is called by a number
    r"(?<=\p{L}\s)(?!Rs\s)\p{Lu}\p{Ll}+\s\d{1,4}(?=[.,;)](?!\d)|$)",
    r"\bthe\s(?:60|100|200|400|800|1,?500|3,?000|5,?000|10,?000)[\s-]?(?:m|metres?|meters?)\b(?=[,.;]|\s(?:final|hurdles|"
    r"relay|race|freestyle|butterfly|backstroke|breaststroke|steeplechase|medley|in|at|on|gold|title|heats?|record))",
    r"(?<!\b(?:a|the|one|that|this|every|per|each|\w+th|first|second|third|next|last|previous|same)\s)\b(?:week|day|"
    r"round|lap|hole|question|item|seat|bus|tram|game|match|innings)\s\d{1,2}\b(?=[,.;)]|\s(?:of|with|in|at|and|against|"
    r"after|for|when|to)\b|$)",
    # sizes in names, scales, indices
    r"\b\d(?:\.\d)?-magnitude\b|\bmagnitude(?:\sof|-)?\s?\d(?:\.\d)?\b",
    rf"\b\d+(?:\.\d+)?[\s-]?(?:mm|cm)\s(?:{_CALIBRE})\b",
    r"(?<=\b(?:at|to)\s)\d[\d,.]*\d\spoints\b",
    # ages in passing
    r"(?<=\p{Lu}[\p{L}'’-]*,\s)\d{1,3}(?=[,.;)])|(?<=\p{L}\s)\(\d{1,3}\)",
    rf"\b(?:{_OVER_AGES})\s(?:over|under|aged|above|below|older than|younger than)\s(?:the age "
    rf"of\s)?(?:\d{{1,3}}|{_SPELLED})\b(?!\s\w+s\b)",
    rf"\b(?:boy|girl|man|woman|child|son|daughter|baby)\sof\s(?:\d{{1,2}}|{_SPELLED})\b|\bunder-(?:\w+s|\d+s)\b",
    # what a rate is of, and tolerances
    rf"(?<=\b(?:per|for every)\s){BASES}\b",
    r"\b(?:give or take|plus or minus|plus-or-minus)\s(?:about\s|some\s)?\d[\d,.]*",
    # telephone numbers, list marks, references
    r"\+\d[\d\s()-]{7,20}\d\b|\(\d{3}\)\s?\d{3}-\d{4}",
    r"(?m)^\s*+\d{1,2}[.)]\s|\[\d{1,3}\]",
    # words that only look like numbers
    r"\b(?i:no|not|every|any|which|each|another)\sone\b|\bthe\sone\b(?=\s(?:who|that|which|to|he|"
    r"she|they|in|on|at))|\bone\s(?:another|day|thing|point|side|hand|way|time|more time|by one|of "
    r"the (?:most|best|few|first|last|only|main|\w+est))\b",
    r"\b(?:square|back to|day|zero[\s-]sum|first|last|World War|Plan)\s(?:one|zero|two)\b|\bzero "
    r"tolerance\b|\bone-(?:sided|off|way|time)\b",
    r"\b(?:the|a|this|that|his|her|their|its|first|second|final|opening|last|other|each|"
    r"either)\s(?:first|second|third|fourth)\s(?:half|quarter)\b",
    r"\b(?:first|second|third|fourth|last|final|this|next|previous|current|each|every|opening|"
    r"other|latest|winter|fiscal)\s(?:half|quarter)\b|\bhalf-(?:time|hearted|brother|sister|way)\b|"
    r"\bhalfway\b|\bquarter-?final",
)  # fmt: skip
PATTERNS = tuple(regex.compile(rule) for rule in _RULES)


def find_not_quantities(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Places in ``text[start:end]`` whose numbers count nothing."""
    end = len(text) if end is None else end
    return [m.span() for pattern in PATTERNS for m in pattern.finditer(text, start, end)]

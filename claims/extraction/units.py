"""Units of measure and money, in the forms news writes them, and the one name each is given."""

import regex

from claims.extraction.words import WORDS

UNITS: tuple[tuple[str, str], ...] = (
    ("%", r"%|percent(?:age)?(?![ -]points?)|per cent|pct|pc(?!\w)"),
    ("percentage points", r"percentage[ -]points?|pp(?!\w)"),
    ("basis points", r"basis points?|bps(?!\w)"),
    ("points", r"points?"),
    ("km/h", r"km/h|kmh|kph|kilomet(?:re|er)s? (?:an|per) hour"),
    ("mph", r"mph|miles (?:an|per) hour"),
    ("knots", r"knots?"),
    ("km²", r"square kilomet(?:re|er)s?|sq\.? ?km|km2|km²"),
    ("m²", r"square met(?:re|er)s?|sq\.? ?m|m2|m²"),
    ("sq miles", r"square miles?|sq\.? miles?"),
    ("sq ft", r"square f(?:ee|oo)t|sq\.? ?ft"),
    ("m³", r"cubic met(?:re|er)s?|m3|m³"),
    ("km³", r"cubic kilomet(?:re|er)s?|km3|km³"),
    ("cubic feet", r"cubic f(?:ee|oo)t"),
    ("km", r"kilomet(?:re|er)s?|kms?"),
    ("cm", r"centimet(?:re|er)s?|cm"),
    ("mm", r"millimet(?:re|er)s?|mm"),
    ("m", r"met(?:re|er)s?|m"),
    ("miles", r"(?:nautical )?miles?|mi"),
    ("ft", r"feet|foot|ft"),
    ("inches", r"inch(?:es)?"),
    ("yards", r"yards?"),
    ("ha", r"hectares?|ha"),
    ("acres", r"acres?"),
    ("kg", r"kilogram(?:me)?s?|kilos?|kg"),
    ("g", r"gram(?:me)?s?|g"),
    ("mg", r"milligram(?:me)?s?|mg"),
    ("t", r"(?:metric )?ton(?:ne)?s?"),
    ("lb", r"lbs?"),
    ("ounces", r"ounces?|oz"),
    ("litres", r"lit(?:re|er)s?"),
    ("gallons", r"gallons?"),
    ("cusecs", r"cusecs?"),
    ("barrels", r"barrels?|bpd"),
    ("MW", r"megawatts?|MW"),
    ("GW", r"gigawatts?|GW"),
    ("kW", r"kilowatts?|kW"),
    ("kWh", r"kilowatt[- ]hours?|kWh"),
    ("MWh", r"megawatt[- ]hours?|MWh"),
    ("GWh", r"gigawatt[- ]hours?|GWh"),
    ("TWh", r"terawatt[- ]hours?|TWh"),
    ("kilotons", r"kilotons?"),
    ("volts", r"volts?"),
    ("°C", r"degrees? (?:Celsius|centigrade)|°C|C"),
    ("°F", r"degrees? Fahrenheit|°F|F"),
    ("degrees", r"degrees?|°"),
    ("GB", r"gigabytes?|GB"),
    ("MB", r"megabytes?|MB"),
    ("TB", r"terabytes?|TB"),
    ("bits", r"(?:mega|giga|kilo)bits?"),
    ("seconds", r"seconds?|secs?"),
    ("minutes", r"minutes?|mins?"),
    ("hours", r"hours?|hrs?"),
    ("days", r"days?"),
    ("nights", r"nights?"),
    ("weeks", r"weeks?"),
    ("months", r"months?"),
    ("years", r"years?(?:-olds?| old)?"),
    ("decades", r"decades?"),
    ("centuries", r"centur(?:y|ies)"),
    ("times", r"times|-?fold"),
)
CURRENCY_WORDS: tuple[tuple[str, str], ...] = (
    ("AUD", r"Australian dollars?"),
    ("CAD", r"Canadian dollars?"),
    ("NZD", r"New Zealand dollars?"),
    ("HKD", r"Hong Kong dollars?"),
    ("SGD", r"Singapore dollars?"),
    ("TWD", r"Taiwan dollars?"),
    ("USD", r"(?:US |U\.S\. )?dollars?"),
    ("EUR", r"euros?"),
    ("GBP", r"(?:pounds? sterling|pounds?)"),
    ("RUB", r"(?:Russian )?rou?bles?"),
    ("UAH", r"hryvni?as?"),
    ("CNY", r"(?:yuan|renminbi)"),
    ("JPY", r"yen"),
    ("KRW", r"won"),
    ("PKR", r"Pakistani? rupees?"),
    ("LKR", r"Sri Lankan? rupees?"),
    ("NPR", r"Nepal(?:i|ese)? rupees?"),
    ("INR", r"(?:Indian )?rupees?"),
    ("TRY", r"(?:Turkish )?lira"),
    ("CHF", r"Swiss francs?"),
    ("francs", r"(?:CFA )?francs?"),
    ("pesos", r"pesos?"),
    ("PLN", r"zlot(?:y|ys|ies)"),
    ("SEK", r"Swedish (?:crowns?|krona|kronor)"),
    ("NOK", r"Norwegian (?:crowns?|krone|kroner)"),
    ("DKK", r"Danish (?:crowns?|krone|kroner)"),
    ("CZK", r"Czech (?:crowns?|koruna)"),
    ("crowns", r"(?:crowns?|kron(?:or|er|a|e)|koruna)"),
    ("forints", r"forints?"),
    ("lei", r"lei"),
    ("reais", r"(?:Brazilian )?reais"),
    ("rand", r"rand"),
    ("naira", r"naira"),
    ("baht", r"baht"),
    ("kwacha", r"kwacha"),
    ("cedis", r"cedis?"),
    ("birr", r"birr"),
    ("dong", r"dong"),
    ("leva", r"lev(?:a|s)?"),
    ("dram", r"drams?"),
    ("lari", r"lari"),
    ("manat", r"manats?"),
    ("soles", r"soles"),
    ("bolivars", r"bol[ií]vars?"),
    ("kyat", r"kyats?"),
    ("ringgit", r"ringgit"),
    ("rupiah", r"rupiah"),
    ("taka", r"taka"),
    ("tenge", r"tenge"),
    ("dinars", r"dinars?"),
    ("shillings", r"shillings?"),
    ("pence", r"pence|(?<=\d)p"),
    ("ILS", r"shekels?"),
    ("riyals", r"riyals?"),
    ("rials", r"rials?"),
    ("dirhams", r"dirhams?"),
    ("cents", r"cents?"),
    ("USD", "USD"), ("EUR", "EUR"), ("GBP", "GBP"), ("CHF", "CHF"), ("RUB", "RUB"), ("UAH", "UAH"), ("CNY", "CNY"),
    ("JPY", "JPY"), ("PLN", "PLN"),
)  # fmt: skip
SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
    "₴": "UAH",
    "₹": "INR",
    "₩": "KRW",
    "₪": "ILS",
    "₺": "TRY",
    "₦": "NGN",
    "₱": "PHP",
    "฿": "THB",
    "₫": "VND",
    "₵": "GHS",
    "₸": "KZT",
    "₾": "GEL",
    "₼": "AZN",
}
NAMES_OF_SIGNS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "Can$": "CAD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "NT$": "TWD", "R$": "BRL", "RMB": "CNY", "Rs": "INR",
    "N": "NGN", "R": "ZAR", "RM": "MYR", "Tk": "BDT", "Sh": "shillings", "KSh": "KES", "Ksh": "KES", "USh": "UGX",
    "TSh": "TZS", "GH₵": "GHS", "GHC": "GHS", "kr": "crowns", "Kr": "crowns", "Kč": "CZK", "Dh": "dirhams",
    "Dhs": "dirhams", "K": "PGK", "J$": "JMD", "MX$": "MXN", "Mex$": "MXN",
}  # fmt: skip
CODES = (
    "USD|EUR|GBP|CHF|RUB|UAH|CNY|RMB|JPY|PLN|CAD|AUD|SEK|NOK|DKK|CZK|HUF|INR|KRW|TRY|BRL|ZAR|NGN|KES|GHS|PKR|BDT|LKR|"
    "MYR|IDR|SGD|HKD|NZD|MXN|EGP|ILS|THB|PHP|VND|AED|SAR|Rs\\.?"
)
# Letters that stand for money only right before an amount: "N3.7 billion", "R423bn", "RM20m", "Sh500,000".
LETTERS = (
    r"(?-i:(?=[NRTKUSGkD]))(?-i:[NR]|RM|Tk\.?|[KUT]?Sh|Ksh|GH₵|GHC|[Kk]r\.?|Kč|Dhs?)(?=\s?\d[\d,.]*+(?:(?<=,\d{3}[\d,.]*)(?!\w)|\s?(?:bn|b|m|mn|"
    r"k|tn|trn|million|billion|trillion|lakh|crore)\b))\s?"
)
CURRENCY = (
    r"(?:(?:US|A|C|CA|AU|NZ|HK|S|R|NT|Can|J|MX|Mex)?[$]|[€£¥₽₴₹₩₪₺₦₱฿₫₵₸₾₼]|"
    rf"(?<!\w)(?:{CODES})\s?|(?<!\w){LETTERS})\s?"
)

_ALL = UNITS + CURRENCY_WORDS
UNIT = regex.compile(
    r"(?P<gap>[\s\u00a0]?-?|[-‑])(?:"
    + "|".join(f"(?P<u{i}>{form})" for i, (_, form) in enumerate(_ALL))
    + r")(?![\w])"
)
# How many a rate is of: "62 per 100,000 residents".
BASES = r"(?:10{2,5}|10{0,2},000|(?:(?:a|one|1)\s)?(?:hundred|thousand|million))(?![,.]?\d)"
RATE = regex.compile(
    r"\s?(?:(?P<slash>/)|(?:per|a|an|each|every|every single)\s)"
    r"(?P<per>capita|head|person|household|square kilomet(?:re|er)|kilomet(?:re|er)|km|hectare|"
    r"tonne|ton|barrel|litre|gallon|"
    r"second|minute|hour|night|day|week|month|quarter|year|annum|decade|game|match|share|unit|"
    r"shift"
    r"|square mile|mile)(?!\w|\s(?:earlier|ago|before|later|previously))"
    r"|\s(?P<adverb>daily|weekly|monthly|annually|hourly|yearly)(?!\w)"
    rf"|\s(?:per|for every)\s(?P<base>{BASES}(?:\s(?:people|inhabitants|residents|births|live births|adults|"
    r"children|women|men))?+)(?!\w)"
)
DURATIONS = WORDS["durations"]
CURRENCIES = frozenset({*(name for name, _ in CURRENCY_WORDS), *SIGNS.values(), *NAMES_OF_SIGNS.values()})


def is_money(unit: str) -> bool:
    """Whether the name of a unit is that of a currency."""
    return unit in CURRENCIES


def name_unit(match: regex.Match[str]) -> str:
    """The one name of the unit that ``UNIT`` matched."""
    return next(
        _ALL[int(key[1:])][0] for key, value in match.groupdict().items() if key[0] == "u" and value is not None
    )


def name_currency(sign: str) -> str:
    """The currency of a sign or code in front of a figure."""
    written = sign.strip()
    if written[-1] in SIGNS and len(written) == 1:
        return SIGNS[written]
    return NAMES_OF_SIGNS.get(written.rstrip("."), written)

"""What pages print around an article: appeals, subscriptions, related links, bylines, captions, lists of teasers."""

import regex

APPEALS = (
    r"read (?:also|more|next|our)|related(?: (?:news|stories|articles|links|topics|"
    r"coverage))?:?\s*$|see also|more (?:on this|from|stories)|"
    r"sign up|subscri(?:be|ption)|newsletter|follow us|join (?:us|our)|support (?:us|our|"
    r"independent|the)|your (?:donation|support)|donat(?:e|ion)|"
    r"become a (?:patron|member|supporter)|contribute|share (?:this|on|via)|advertis(?:e)?ment|"
    r"sponsored|promoted|click here|tap here|"
    r"all rights reserved|©|\(c\) ?\d{4}|copyright|cookies?\b|terms of (?:use|service)|privacy "
    r"policy|contact us|about (?:us|the author)|"
    r"download (?:our|the) app|watch (?:our|live|the video|more)|listen to|our standards|most "
    r"(?:read|popular|viewed)|trending|"
    r"recommended|editor'?s? (?:pick|choice|note)|tags?:|filed under|topics?:|categories:|"
    r"comments? \(\d+\)|leave a (?:comment|reply)|"
    r"log ?in|register|you (?:could|can) close this page|we keep our reporting|a little bit goes a "
    r"long way|help us (?:keep|produce)|"
    r"this (?:article|story) (?:was|is|has been) (?:originally|first|produced|translated|updated|"
    r"amended)|print this|skip to|back to top|"
    r"loading|get (?:the|our) (?:latest|best|app|newsletter)|stay (?:up to date|informed)|breaking "
    r"news alerts|like this article|"
    r"thank you for|contributing(?: reporting)?:|contributed (?:to|reporting)|additional reporting|reporting by|"
    r"editing by|\((?:[$€£¥]|US\$)\s?1 = |"
    r"if you (?:like|enjoy|value)|buy me a coffee|patreon|live updates?:|key "
    r"developments (?:on|over)|image source|getty images\s*$"
)
OPENING = regex.compile(rf"\A[\s•*→»>✇\-–]*(?:{APPEALS})", regex.IGNORECASE)
APPEAL_ANYWHERE = regex.compile(
    r"become a patron|sign up (?:for|to) our|subscribe to our|support (?:independent|our) "
    r"journalism|your donation|join our community|"
    r"support of readers|all rights reserved|follow us on|close this page|other ways to support|"
    r"pic\.twitter\.com|unsubscribe",
    regex.IGNORECASE,
)
LIST_OPENER = regex.compile(
    r"\A[\s•*]*(?:related(?: (?:news|stories|articles|links|coverage))?|read (?:also|more|next)|"
    r"see also|more (?:on this|stories|news)|most read|"
    r"recommended|latest(?: news)?|in other news|also read|further reading)\s*:?\s*\Z",
    regex.IGNORECASE,
)
MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?"
BYLINE = regex.compile(
    rf"\A(?:by [\p{{L}} .,'’&-]{{3,80}}(?:[,|].{{0,60}})?|(?:published|updated|posted|last updated|"
    rf"modified)\b.{{0,60}}"
    rf"|\d{{1,2}} {MONTH} \d{{4}}.{{0,30}}|{MONTH} \d{{1,2}},? \d{{4}}.{{0,30}}|"
    rf"\d{{1,2}}:\d{{2}}.{{0,20}}|[\d./-]{{6,12}}(?:\s.{{0,20}})?"
    rf"|\d+ min(?:ute)?s? read.{{0,20}}|\d{{1,2}} \p{{L}}+ \d{{4}} .? ?\d{{1,2}}:\d{{2}})\Z",
    regex.IGNORECASE,
)
CREDIT = regex.compile(
    r"(?:\bphotos?|\bimages?|\bpicture|\bvideo|\bscreenshot|\billustrat\w+|\bgraphic|\bsource|"
    r"\bcredit|\bcourtesy of)\s?(?::|by\b|credit)|"
    r"\bvia (?:telegram|x|twitter|facebook|getty|reuters|ap|afp)\b|/\s?(?:AFP|AP|EPA|Getty|Reuters|"
    r"Telegram|dpa|TASS)\b|"
    r"\((?:[\p{L} ]{2,30}\s?/\s?[\p{L} ]{2,30}|[\p{L} ]{0,20}(?:photo|handout|archive)|file|AP|AFP|"
    r"EPA|Reuters)\)\s*\Z|\bfile photo\b",
    regex.IGNORECASE,
)
LONGEST_CAPTION, CREDIT_ROOM, LABEL_ROOM = 400, 60, 12
LISTED = regex.compile(r"\s[*•]\s")
LOWER_ONLY = regex.compile(r"\A[^\p{Lu}.!?]{40,}\Z")
CLOSES = regex.compile(r"[.!?…][\"”»’')]*\Z")


def is_furniture(text: str) -> bool:
    """Whether a paragraph belongs to the page and not to the article."""
    if len(text) < 3 or not any(c.isalpha() for c in text):
        return True
    if LIST_OPENER.match(text) or APPEAL_ANYWHERE.search(text):
        return True
    if OPENING.match(text):
        return True
    # Words describing a picture for machines: no capital, no full stop.
    return bool(LOWER_ONLY.match(text)) or text.startswith(("✇", "• ✇", "— @", "http"))


def is_byline(text: str) -> bool:
    """Whether a line says only by whom and when."""
    return len(text) < 140 and bool(BYLINE.match(text))


def is_caption(text: str) -> bool:
    """Whether a paragraph describes a picture: it ends in a credit."""
    credits_ = list(CREDIT.finditer(text)) if len(text) <= LONGEST_CAPTION else []
    return bool(credits_) and (credits_[-1].end() > len(text) - CREDIT_ROOM or credits_[-1].start() < LABEL_ROOM)


def is_listing(text: str) -> bool:
    """Whether a paragraph strings teasers together."""
    return len(LISTED.findall(text)) >= 2


def opens_listing(text: str) -> bool:
    """Whether headlines of other articles follow."""
    return bool(LIST_OPENER.match(text)) or bool(
        regex.match(r"\A[\s•*]*(?:related|read also|see also)\b.{0,4}\Z", text, regex.IGNORECASE)
    )


def is_closed(text: str) -> bool:
    return bool(CLOSES.search(text))

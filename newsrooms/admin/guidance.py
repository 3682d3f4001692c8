"""What a newsroom's own pages should tell readers, for whoever writes them.

In our words, after two codes that fact-checkers are verified by: the Code of Principles of the International
Fact-Checking Network (IFCN), and the European Code of Standards of the European Fact-Checking Standards Network
(EFCSN).
"""

GUIDANCE = {
    "methodology": (
        "Readers see this on “How we work”. Say how you choose what to check, and that you hold every side to "
        "the same standard (IFCN, Nonpartisanship and Fairness); whom you ask and which sources you trust, "
        "named so that a reader can follow your steps (IFCN, Transparency of Sources); how a check is "
        "researched, written, read by a second person and rated, and how readers can propose a claim (IFCN, "
        "Transparency of Methodology; EFCSN, Methodology); and what your people may not do beside their work, "
        "such as campaigning for a party (EFCSN, Ethics). How evidence is counted stands below it already. "
        "Leave a blank line between paragraphs."
    ),
    "corrections_policy": (
        "Readers see this on “How we correct ourselves”. Say how to reach you about a mistake and how soon "
        "you answer; what you correct with a notice and when a verdict is changed or a page withdrawn; and to "
        "whom a reader can turn who is not content with your answer (IFCN, Open and Honest Corrections; "
        "EFCSN, Transparency). That nothing published is changed in silence stands below it already."
    ),
    "ownership": (
        "Readers see this under “Who we are”. Say who owns you and in what legal form, who decides what is "
        "published, who gave more than a small part of last year’s income and that funders have no say in "
        "verdicts, and who your leading people are (IFCN, Transparency of Funding and Organization; EFCSN, "
        "Transparency)."
    ),
    "contact": ("Where readers can write: an e-mail or web address. Both codes ask for one that a person answers."),
}

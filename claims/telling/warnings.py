"""What readers are warned of: reports that rest on each other, and citations of what did not exist yet."""

from typing import Any

from claims.sentences import say_later_citation, say_loop

Part = dict[str, Any]


def tell_warnings(dossier: Part) -> list[str]:
    """One sentence for each circle of statements or of sources, and for each citation of something later."""
    standing = dossier["standing"]
    said = [say_loop(loop["level"], loop["grounded"], loop["voices"]) for loop in standing["loops"]]
    reports = {report["id"]: report for report in (*dossier["reports"], *dossier["related_reports"])}
    for citation in standing["later_citations"]:
        citing, cited = reports.get(citation["report"]), reports.get(citation["cited_report"])
        if citing is not None and cited is not None:
            publisher, title = citing["document"]["publisher"]["name"], cited["document"]["title"]
            said.append(say_later_citation(publisher, title, cited["document"]["publisher"]["name"]))
    return list(dict.fromkeys(said))

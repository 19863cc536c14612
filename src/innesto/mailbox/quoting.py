"""What of a mail is new: without quoted text, without signatures, in the languages of our people.

No room fits: reading a mail calls it. It knows the usual mail programs in Italian, English,
German, Swedish and Finnish, with some French and Spanish. What it is unsure of it leaves in: a
sentence too much is better than a sentence lost.
"""

import re

INTRODUCTIONS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:il(?: giorno)?|in data)\b.{3,250}\bha scritto:",
        r"on\b.{3,250}\bwrote:",
        r"am\b.{3,250}\bschrieb\b.{0,150}:",
        r"(?:den|på|mån|tis|ons|tors?|fre|lör|sön)\b.{3,250}\bskrev\b.{0,150}:",
        r"le\b.{3,250}\ba écrit\s?:",
        r"el\b.{3,250}\bescribió:",
        r"(?:ma|ti|ke|to|pe|la|su)\b.{3,250}\bkirjoitti:",
    )
]
ON_ONE_LINE = re.compile(
    r".{1,200}\b(?:ha scritto il|wrote on|schrieb am|skrev den|kirjoitti)\b.{0,150}:", re.IGNORECASE
)
"""Lines with which mail programs introduce what they quote; some break them in two or three."""
FROM_A_PROGRAM = re.compile(r"@|\d{1,2}[:.]\d{2}")
"""An address or an hour: what people write themselves («the mayor wrote:») has neither."""
AN_HOUR = re.compile(r"\d{1,2}[:.]\d{2}")
LONGEST_INTRODUCTION = 3  # lines
LONGEST = 600  # characters

ORIGINAL = re.compile(
    r"[-_\s]{2,}(?:original message|forwarded message|messaggio (?:originale|inoltrato)"
    r"|(?:ursprüngliche|weitergeleitete) nachricht|ursprungligt meddelande|originalmeddelande"
    r"|vidarebefordrat meddelande|alkuperäinen viesti|välitetty viesti|message d.origine)[-_\s]*",
    re.IGNORECASE,
)
SENDER = re.compile(r"(?:from|da|von|från|lähettäjä|de)\s?:\s*\S", re.IGNORECASE)
OTHER_HEADS = re.compile(
    r"(?:sent|date|to|cc|subject|inviato|data|a|oggetto|gesendet|datum|an|betreff|skickat|till|ämne"
    r"|lähetetty|päiväys|päivämäärä|vastaanottaja|aihe|envoyé|à|objet)\s?:",
    re.IGNORECASE,
)
SIGNATURE = re.compile(r"--\s?")
FROM_A_PHONE = re.compile(
    r"(?:inviato da|sent from|von meinem .{1,40} gesendet|gesendet (?:von|mit)|skickat från"
    r"|lähetetty (?:iph|sams|android|mobiili|laittee)|(?:get|scarica|hol|hämta|hanki) outlook"
    r"|outlook für).{0,90}",
    re.IGNORECASE,
)


def without_quotes(text: str) -> str:
    """Return what the writer of a mail added."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    lines = _before_the_original(lines)
    lines = _without_introductions(lines)
    lines = [line for line in lines if not line.lstrip().startswith(">")]
    lines = _before_the_signature(lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _before_the_original(lines: list[str]) -> list[str]:
    """Cut where a program begins to quote the original whole, with its heads."""
    for number, line in enumerate(lines):
        bare = line.replace("*", "").strip()
        if ORIGINAL.fullmatch(bare) or (SENDER.match(bare) and _is_head(lines[number + 1 :])):
            kept = lines[:number]
            while kept and not kept[-1].strip("_- "):  # the rule that Outlook draws above
                kept.pop()
            return kept
    return lines


def _is_head(after: list[str]) -> bool:
    heads = [line for line in after[:6] if OTHER_HEADS.match(line.replace("*", "").strip())]
    return len(heads) > 1


def _without_introductions(lines: list[str]) -> list[str]:
    """Drop lines that introduce a quotation; cut there, if the quotation has no marks."""
    kept: list[str] = []
    number = 0
    while number < len(lines):
        length = _introduction(lines, number)
        if not length:
            kept.append(lines[number])
            number += 1
            continue
        number += length
        rest = [line for line in lines[number:] if line.strip()]
        if not rest or not rest[0].lstrip().startswith(">"):
            break
    return kept


def _introduction(lines: list[str], number: int) -> int:
    """Return how many lines from here introduce a quotation, and no fewer would."""
    for length in range(1, LONGEST_INTRODUCTION + 1):
        span = lines[number : number + length]
        if not all(line.strip() for line in span):
            return 0
        if _introduces(span):
            return 0 if any(_introduces(span[skipped:]) for skipped in range(1, length)) else length
    return 0


def _introduces(span: list[str]) -> bool:
    said = " ".join(line.strip() for line in span)
    if not said.endswith(":") or len(said) > LONGEST or not FROM_A_PROGRAM.search(said):
        return False
    if len(span) == 1 and AN_HOUR.search(said) and ON_ONE_LINE.fullmatch(said):
        return True
    return any(pattern.fullmatch(said) for pattern in INTRODUCTIONS)


def _before_the_signature(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        if SIGNATURE.fullmatch(line):
            lines = lines[:number]
            break
    while lines and (not lines[-1].strip() or FROM_A_PHONE.fullmatch(lines[-1].strip())):
        lines = lines[:-1]
    return lines

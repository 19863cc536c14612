"""What must be true of every page, whoever wrote it."""

from html.parser import HTMLParser

VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
    *("source", "track", "wbr"),
}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.wrong = []
        self.open = []
        self.ids = []
        self.refers = []
        self.counts = {}
        self.title = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if len(given) < len(attrs):
            self.wrong.append(f"<{tag}> gives an attribute twice")
        self.wrong += _inline_code(tag, given)
        if tag == "img" and "alt" not in given:
            self.wrong.append("an image has no alt")
        if tag == "html" and not given.get("lang"):
            self.wrong.append("the page has no language")
        if given.get("id"):
            self.ids.append(given["id"])
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            self.refers += [(name, target) for target in (given.get(name) or "").split()]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-1:] or 'nothing'}")
            if tag in self.open:
                while self.open.pop() != tag:
                    pass
            return
        self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.title += data


def _inline_code(tag, given):
    """Return the script and the style that an element carries in itself."""
    wrong = [f"<{tag}> has {name}" for name in given if name.startswith("on")]
    if "style" in given:
        wrong.append(f"<{tag}> has a style")
    if (given.get("href") or "").strip().lower().startswith("javascript:"):
        wrong.append(f"<{tag}> has a script for an address")
    if tag == "script" and "src" not in given and "json" not in (given.get("type") or ""):
        wrong.append("a script stands in the page")
    if tag == "style":
        wrong.append("a style stands in the page")
    return wrong


def complaints(html):
    """Return what is wrong with a page or a piece of one."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    wrong = reader.wrong + [f"<{tag}> is never closed" for tag in reader.open]
    wrong += [
        f"id {name!r} is given twice" for name in set(reader.ids) if reader.ids.count(name) > 1
    ]
    if "html" in reader.counts:
        wrong += [
            f"{name} names {target!r}, which is not here"
            for name, target in reader.refers
            if target not in reader.ids
        ]
        if reader.counts.get("h1") != 1:
            wrong.append(f"the page has {reader.counts.get('h1', 0)} h1")
        if reader.counts.get("main") != 1:
            wrong.append("the page has not one main")
        if not reader.title.strip():
            wrong.append("the page has no title")
    return wrong

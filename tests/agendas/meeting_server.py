"""A meeting server that speaks the documented API of BigBlueButton, signatures and all."""

import hashlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

SECRET = "a-shared-secret"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        path, query = urlsplit(self.path).path, urlsplit(self.path).query
        call = path.rpartition("/")[2]
        unsigned, _mark, checksum = query.rpartition("&checksum=")
        right = hashlib.sha256(f"{call}{unsigned}{SECRET}".encode()).hexdigest()
        asked = {name: words[0] for name, words in parse_qs(unsigned).items()}
        if checksum != right:
            said = _failed("checksumError", "The checksum does not match.")
        else:
            said = getattr(self.server.bbb, f"on_{call.lower()}")(asked)
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.end_headers()
        self.wfile.write(said.encode())

    def log_message(self, *_words):
        """Say nothing."""


class MeetingServer:
    """Keeps meetings by their id, as the real one does."""

    def __init__(self):
        self.meetings = {}
        self.ended = []
        self.recordings = ""

    def on_create(self, asked):
        self.meetings.setdefault(asked["meetingID"], asked)
        return _done(f"<meetingID>{asked['meetingID']}</meetingID>")

    def on_end(self, asked):
        if self.meetings.pop(asked["meetingID"], None) is None:
            return _failed("notFound", "We could not find a meeting with that meeting ID")
        self.ended.append(asked["meetingID"])
        return _done("<messageKey>sentEndMeetingRequest</messageKey>")

    def on_getrecordings(self, _asked):
        return _done(f"<recordings>{self.recordings}</recordings>")


def recorded(key, *, url, begun=1_800_000_000_000, ended=1_800_005_400_000):
    """Return a recording as the server lists it."""
    return (
        f"<recording><recordID>{key}</recordID><published>true</published>"
        f"<startTime>{begun}</startTime><endTime>{ended}</endTime><playback><format>"
        f"<type>presentation</type><url>{url}</url></format></playback></recording>"
    )


def _done(inner):
    return f"<response><returncode>SUCCESS</returncode>{inner}</response>"


def _failed(key, words):
    return (
        f"<response><returncode>FAILED</returncode><messageKey>{key}</messageKey>"
        f"<message>{words}</message></response>"
    )


@contextmanager
def serving():
    """Let one answer on a port of its own while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.bbb = MeetingServer()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.bbb, f"http://127.0.0.1:{server.server_port}/bigbluebutton/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

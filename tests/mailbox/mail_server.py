"""Debian's Exim and Dovecot, each in a folder and on a port of the test."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.config.installations import spare_port, until

EXIM, DOVECOT = (shutil.which(name, path="/usr/sbin:/usr/bin") for name in ("exim4", "dovecot"))
KEEPER = "Debian-exim"

EXIM_CONFIGURATION = """
primary_hostname = mx.innesto.example
spool_directory = {folder}/spool
log_file_path = {folder}/spool/%slog
pid_file_path = {folder}/spool/exim.pid
tls_advertise_hosts =
daemon_smtp_ports = {smtp}
local_interfaces = 127.0.0.1
acl_smtp_rcpt = anyone
add_environment = <; PATH=/bin:/usr/bin
keep_environment =
begin acl
anyone:
  accept
begin routers
answers:
  driver = accept
  local_parts = risposte
  local_part_suffix = +*
  transport = answers
people:
  driver = accept
  transport = people
begin transports
answers:
  driver = appendfile
  directory = {folder}/answers
  maildir_format
  create_directory
  delivery_date_add
  envelope_to_add
  return_path_add
  user = {keeper}
people:
  driver = appendfile
  directory = {folder}/people
  maildir_format
  create_directory
  user = {keeper}
"""
DOVECOT_CONFIGURATION = """
base_dir = {folder}/run
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/%u
first_valid_uid = 1
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={keeper} gid={keeper} home={folder}/home
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


@dataclass(frozen=True)
class MailServer:
    """Where mail goes, and where it is fetched."""

    folder: Path
    smtp: int
    imap: int

    def box(self, name):
        return f"imap://{name}:secret@127.0.0.1:{self.imap}/INBOX"


@contextmanager
def mail_server():
    """Start both, and end them with the test; left out where they cannot be."""
    if not EXIM or not DOVECOT or os.geteuid() != 0:
        pytest.skip("needs Exim and Dovecot, and root to start them")
    keeper = pwd.getpwnam(KEEPER)
    with tempfile.TemporaryDirectory(prefix="mail-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        server = MailServer(folder, spare_port(), spare_port())
        folder.chmod(0o755)
        for inner in ("spool", "answers", "people", "home"):
            (folder / inner).mkdir()
            os.chown(folder / inner, keeper.pw_uid, keeper.pw_gid)
        given = {"folder": folder, "smtp": server.smtp, "imap": server.imap, "keeper": KEEPER}
        for file, text in (
            ("exim.conf", EXIM_CONFIGURATION),
            ("dovecot.conf", DOVECOT_CONFIGURATION),
        ):
            (folder / file).write_text(text.format(**given))
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        processes = [
            subprocess.Popen([EXIM, "-bdf", "-C", folder / "exim.conf"], **quiet),
            subprocess.Popen([DOVECOT, "-F", "-c", folder / "dovecot.conf"], **quiet),
        ]
        try:
            assert until(lambda: _answers(server.smtp) and _answers(server.imap))
            yield server
        finally:
            for process in processes:
                process.terminate()
                process.wait(20)


def _answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as line:
            return line.recv(100)
    except OSError:
        return None

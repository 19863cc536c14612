"""The framework that ships with Innesto: DigComp 2.2, read from its data file.

No room fits: it is data, neither stored nor asked for by anyone but the loader.
"""

import json
from pathlib import Path
from typing import Any

DIGCOMP = "digcomp-2-2"
_FILE = Path(__file__).parent / "data" / "digcomp_2_2.json"


def shipped_framework() -> tuple[bytes, dict[str, Any]]:
    """Return the file as others would send it, and what it says of itself."""
    content = _FILE.read_bytes()
    said = json.loads(content)
    del said["competences"]
    return content, said

"""``python -m innesto.config`` is the command ``innesto``."""

import sys

from innesto.config.cli import main

sys.exit(main())

"""`python -m headcanon` is the `headcanon` command."""

import sys

from headcanon.ops.cli import main

sys.exit(main())

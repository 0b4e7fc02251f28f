"""`python -m shipu_desk` is the command line."""

import sys

from shipu_desk.app import main

sys.exit(main())

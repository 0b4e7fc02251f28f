"""What the two programs of the frozen folder run."""

import sys

from shipu_desk.app import main

sys.exit(main())

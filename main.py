"""Start the desk from a checkout: `python main.py` is `shipu-desk`."""

import sys

from shipu_desk.app import main

if __name__ == "__main__":
    sys.exit(main())

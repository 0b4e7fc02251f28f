"""Commands that print: roster, duties, plaques, certificates, bulletins."""

from __future__ import annotations

commands = ()

#!/usr/bin/env bash
# Freezes the program on this Linux and lets the folder prove itself: `packaging/selftest.sh [OUT]`.
#
# Debian needs binutils and libpython3.11 beside python3 and python3-venv. PYTHON names another
# interpreter; it must have a shared library.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-}
if [ -z "$out" ]; then
  out=$(mktemp -d)
  trap 'rm -rf "$out"' EXIT
fi
"${PYTHON:-python3}" "$root/packaging/build.py" "$out"
rm -rf "$out/environment" "$out/source" "$out/build" # what is tried stands alone
# Nothing of this shell comes in: no Python, no path, no locale.
env -i HOME="$out/home" PATH=/usr/bin:/bin QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 \
  "$out/ShipuDesk/shipu-desk" --selftest "$out/selftest"

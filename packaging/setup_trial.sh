#!/usr/bin/env bash
# What an update does to programs and data, also after power cuts: the real installer around a
# program of three small files. Called by packaging/wine.sh, with its WORK folder and Wine's
# environment: packaging/setup_trial.sh WORK
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$1
trial="$work/trial"
programs="$WINEPREFIX/drive_c/users/$(id -un)/AppData/Local/Programs"
now="$programs/ShipuDesk" before="$programs/ShipuDesk-上一版" kept="$programs/ShipuDesk-旧数据"
rm -rf "$trial"
for v in 1 2; do
  mkdir -p "$trial/$v/lib"
  for name in ShipuDesk.exe shipu-desk.exe lib/part.txt; do echo "v$v" >"$trial/$v/$name"; done
  (cd "$here" && makensis -V1 -DVERSION=0.$v.0 -DFOLDER="$trial/$v" -DOUT="$trial/Setup$v.exe" \
    -DKIB=10 -DHERE="$here" -DTARGET="${NSIS_TARGET:-amd64-unicode}" setup.nsi)
done
setup() { timeout 120 "$work/on-wine" "$trial/Setup$1.exe" /S || true; }
fresh() { rm -rf "$programs"/ShipuDesk*; }
portable() { # FOLDER WORDS: a portable program whose data say so
  mkdir -p "$1/数据"
  touch "$1/portable.flag"
  echo "$2" >"$1/数据/石浦.db"
}
is() { # what a file says
  [ "$(cat "$1" 2>/dev/null)" = "$2" ] || { echo "FAIL $told: $1 says $(cat "$1" 2>&1), not $2"; exit 1; }
}
ok() { echo "ok   $told"; }

told="an update keeps the version before"
fresh; setup 1; setup 2
is "$now/ShipuDesk.exe" v2; is "$before/lib/part.txt" v1; ok
told="data of a portable program go along, twice"
fresh; setup 1; portable "$now" mine; setup 2; setup 1
is "$now/ShipuDesk.exe" v1; is "$now/数据/石浦.db" mine; [ -f "$now/portable.flag" ]; ok
told="power was cut between the two changes of name"
rm -rf "$before"; mv "$now" "$before"; setup 2
is "$now/ShipuDesk.exe" v2; is "$now/数据/石浦.db" mine; ok
told="power was cut before the data moved"
mv "$now/数据" "$before/数据"; setup 2
is "$now/数据/石浦.db" mine; ok
told="half a copy never takes the place of the whole"
fresh; setup 1; mv "$now" "$before"; portable "$before" whole; portable "$now" half; setup 2
is "$now/数据/石浦.db" whole; is "$kept-1/数据/石浦.db" half; ok
told="of two sets of data none is removed"
portable "$before" older; setup 2
is "$now/数据/石浦.db" whole; is "$kept-2/石浦.db" older; ok
told="removal leaves the data"
timeout 120 "$work/on-wine" "$now/卸载.exe" /S || true
for _ in $(seq 20); do [ -e "$now/ShipuDesk.exe" ] || break; sleep 1; done
[ ! -e "$now/ShipuDesk.exe" ]; is "$now/数据/石浦.db" whole; is "$kept-2/石浦.db" older; ok
fresh

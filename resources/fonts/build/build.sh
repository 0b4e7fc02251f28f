#!/usr/bin/env bash
# Collects the named packages into WORK, builds the fonts from them into OUT and writes OUT/SHA256SUMS.
# Needs npm, apt (after `apt-get update`), dpkg and a Python with fonttools 4.60 or newer.
# Usage: build.sh WORK [OUT]     OUT is the folder above this script unless given.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$1
out=${2:-$(dirname "$here")}
mkdir -p "$work/npm" "$work/deb" "$out"

for name in noto-serif-sc noto-sans-sc; do
  pack=expo-google-fonts-$name-0.4.3
  if [ ! -d "$work/npm/$pack" ]; then
    (cd "$work/npm" && npm pack --silent "@expo-google-fonts/$name@0.4.3" >/dev/null)
    mkdir "$work/npm/$pack"
    tar -xzf "$work/npm/$pack.tgz" -C "$work/npm/$pack" --strip-components=1
  fi
done
for name in fonts-lxgw-wenkai fonts-noto-cjk texlive-lang-chinese; do
  if [ ! -d "$work/deb/$name" ]; then
    (cd "$work/deb" && apt-get download "$name" >/dev/null)
    dpkg -x "$work/deb/${name}"_*.deb "$work/deb/$name"
  fi
done

"${PYTHON:-python3}" "$here/build.py" "$work" "$out"

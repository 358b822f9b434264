#!/usr/bin/env bash
# Installs the Debian packages that tests need, when run by root; otherwise those tests are skipped, by name.
set -u
missing=()
for package in "$@"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ]; then
  echo "tests that need ${missing[*]} will be skipped: install with 'apt-get install ${missing[*]}'"
  exit 0
fi
# Nothing is asked, and no service that is installed (nginx) is started.
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null

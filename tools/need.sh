#!/bin/sh
# Install what the given purposes need and the machine lacks (tools/packages):
# as root, or through sudo where that asks for no password in a script's way.
# Where neither is to be had, print the one line to run and stop.
#
# usage: tools/need.sh PURPOSE...
set -eu

list=$(dirname "$0")/packages

# Installed by its name, or provided by another package (a nodejs from
# elsewhere may bring npm with it, and then conflicts with Debian's).
is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ] ||
        dpkg-query -W -f='${db:Status-Status} ${Provides},\n' 2>/dev/null |
        grep -Eq "^installed (.*, )?$1( \(|,)"
}

# Print the first of the alternatives "a|b" that apt can install.
choose() {
    for name in $(printf '%s' "$1" | tr '|' ' '); do
        if apt-cache show "$name" >/dev/null 2>&1; then
            printf '%s\n' "$name"
            return
        fi
    done
    printf '%s\n' "${1%%|*}"
}

has_one() {
    for name in $(printf '%s' "$1" | tr '|' ' '); do
        if is_installed "$name"; then
            return 0
        fi
    done
    return 1
}

lacking=
for purpose in "$@"; do
    for package in $(sed -n "s/^$purpose //p" "$list"); do
        has_one "$package" || lacking="$lacking $package"
    done
done
[ -n "$lacking" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "talkmark needs these packages, by their Debian names:$lacking" >&2
    exit 1
fi

sudo=
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1; then
        sudo=sudo
    else
        echo "Packages are missing. As root, run:" >&2
        echo "  apt-get update && apt-get install -y$(printf '%s' "$lacking" |
            sed 's/|[^ ]*//g')" >&2
        exit 1
    fi
fi

echo "Installing:$lacking"
$sudo apt-get update -q >/dev/null
names=
for package in $lacking; do
    names="$names $(choose "$package")"
done
# shellcheck disable=SC2086 # a list of names
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
    --no-install-recommends $names >/dev/null

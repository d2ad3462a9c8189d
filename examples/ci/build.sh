#!/bin/sh
# See to it that there is a talkmark to run: the installed one, or one built
# from $TALKMARK_REPOSITORY (any address that git can clone) into .talkmark/.
#
# usage: build.sh
set -eu

if command -v talkmark >/dev/null 2>&1; then
    talkmark --version
    exit 0
fi

if [ -z "${TALKMARK_REPOSITORY:-}" ]; then
    echo "build.sh: no talkmark is installed, and TALKMARK_REPOSITORY does" \
        "not say where to get it" >&2
    exit 2
fi

if [ ! -d .talkmark ]; then
    git clone -q --depth 1 "$TALKMARK_REPOSITORY" .talkmark
fi
cd .talkmark
tools/need.sh build
make -s build/talkmark
build/talkmark --version

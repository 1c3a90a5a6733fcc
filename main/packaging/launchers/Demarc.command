#!/bin/sh
# For a double-click in the Finder.
exec "${0%/*}/demarc" "$@"

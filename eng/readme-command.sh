#!/usr/bin/env bash
# Prints line N (1 or 2) of the fenced block under 'Quick start' in the README.
set -euo pipefail
awk -v want="$1" '
  /^## / { inside = ($0 == "## Quick start") }
  inside && /^```/ { if (fenced) exit; fenced = 1; next }
  inside && fenced && ++line == want { print; exit }
' "$(dirname "$0")/../README.md"

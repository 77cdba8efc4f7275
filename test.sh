#!/usr/bin/env bash
# Builds everything and runs every test. On Debian and Ubuntu it installs what the browser tests need where it is missing.
# Extra arguments go to `dotnet test`, such as: ./test.sh --project tests/Dashboard.Tests
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_hostBuilder__reloadConfigOnChange=false

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

need=()
command -v chromium >/dev/null || [ -n "${CHROMIUM:-}" ] || need+=(chromium)
fc-list :lang=ja 2>/dev/null | grep -q . || need+=(fonts-noto-cjk)
if [ ${#need[@]} -gt 0 ]; then
  echo "Installing for the browser tests: ${need[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${need[@]}" fontconfig >/dev/null
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
# One test project at a time: the browser tests want the machine to themselves.
dotnet test --max-parallel-test-modules 1 "$@" 2>&1 | tee "$log" || status=$?

awk '
  /^ *failed: [0-9]+/    { failed = $2 }
  /^ *succeeded: [0-9]+/ { passed = $2 }
  /^ *skipped: [0-9]+/   { skipped = $2 }
  END { printf "%d passed, %d failed%s\n", passed, failed, (skipped > 0 ? ", " skipped " skipped" : "") }' "$log"
exit "$status"

#!/usr/bin/env bash
# Installs what a bare Debian machine lacks, as root by apt; as anybody else it says in one line what to install.
# usage: tests/install.sh build|test
set -euo pipefail

need=()
have() { command -v "$1" >/dev/null 2>&1; }

have cc || need+=(build-essential)
have node && have npm || need+=(nodejs npm)
if [ "${1:-build}" = test ]; then
  have chromium || need+=(chromium)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || have initdb || need+=(postgresql)
fi

if ! have cargo; then
  echo "Rust is missing: install it with rustup, or Debian's package cargo where it is 1.95 or newer" >&2
  exit 1
fi
[ ${#need[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ]; then
  echo "missing: ask an administrator to run: apt-get install ${need[*]}" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${need[@]}"

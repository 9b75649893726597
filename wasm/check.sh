#!/bin/sh
# Proves that the committed web/tag/agent.wasm is what the sources compile to, byte for byte.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
committed=$(dirname "$here")/web/tag/agent.wasm
fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT

"$here/build.sh" "$fresh"
if ! cmp -s "$fresh" "$committed"; then
	echo "wasm/check.sh: web/tag/agent.wasm is not what its sources compile to: run wasm/build.sh and commit the result" >&2
	exit 1
fi

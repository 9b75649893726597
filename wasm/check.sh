#!/bin/sh
# Proves that the committed web/tag/agent.wasm and agent.wasm.js are what the sources compile to, byte for byte.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
committed=$(dirname "$here")/web/tag
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT

"$here/build.sh" "$fresh/agent.wasm"
for file in agent.wasm agent.wasm.js; do
	if ! cmp -s "$fresh/$file" "$committed/$file"; then
		echo "wasm/check.sh: web/tag/$file is not what its sources compile to: run wasm/build.sh and commit the result" >&2
		exit 1
	fi
done

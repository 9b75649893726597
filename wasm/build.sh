#!/bin/sh
# Compiles the agent to WebAssembly, and that to JavaScript:  wasm/build.sh [OUTPUT]     (default web/tag/agent.wasm)
#
# OUTPUT.js is OUTPUT translated, for pages whose policy forbids WebAssembly: a module whose one export, instantiate, takes the
# import {emit} and returns the exports, each time with a memory of its own.
#
# TinyGo is built once, from the version pinned in wasm/toolchain, into $HEED_CACHE (default .cache at the repository's
# root). Its Debian packages are installed only when asked for (HEED_INSTALL=1 or CI) and when root.
# The result depends on the sources and the tools' versions alone, not on where or when it is built; wasm/check.sh relies on it.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
cache=${HEED_CACHE:-$root/.cache}
output=${1:-$root/web/tag/agent.wasm}
llvm=/usr/lib/llvm-19
packages="llvm-19-dev libclang-19-dev lld-19 binaryen"

fail() {
	echo "wasm/build.sh: $*" >&2
	exit 1
}

# The compiler's C++ libraries, its linker, and Binaryen: wasm-opt, which TinyGo runs on what it has linked, and wasm2js.
if ! [ -e $llvm/include/llvm-c/Core.h ] || ! [ -e $llvm/include/clang-c/Index.h ] || ! [ -x $llvm/bin/wasm-ld ] ||
	! command -v wasm-opt >/dev/null || ! command -v wasm2js >/dev/null; then
	if [ "$(id -u)" = 0 ] && [ -n "${CI:-}${HEED_INSTALL:-}" ]; then
		apt-get update -qq
		# shellcheck disable=SC2086 # a list of names
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
	else
		fail "LLVM 19 is missing: apt-get install $packages   (or run as root with HEED_INSTALL=1)"
	fi
fi

# TinyGo itself. The module lacks the project's submodules, of which this target needs none but an empty src/net.
cd "$here/toolchain"
version=$(go list -m -f '{{.Version}}' github.com/tinygo-org/tinygo)
tinygo=$cache/tinygo-$version
if ! [ -e "$tinygo/complete" ]; then
	echo "wasm/build.sh: building TinyGo $version (about a minute, once)" >&2
	go mod download
	source=$(go list -m -f '{{.Dir}}' github.com/tinygo-org/tinygo)
	rm -rf "$tinygo"
	mkdir -p "$tinygo/bin" "$tinygo/src/net"
	cp -R "$source/src" "$source/targets" "$tinygo/"
	chmod -R u+w "$tinygo"
	go build -trimpath -tags llvm19 -o "$tinygo/bin/tinygo" github.com/tinygo-org/tinygo
	: >"$tinygo/complete"
fi

cd "$here"
PATH=$llvm/bin:$PATH TINYGOROOT=$tinygo \
	"$tinygo/bin/tinygo" build -target heed.json -no-debug -opt z -panic trap -o "$output" .

# Drop what the page does not call (TinyGo's runtime exports functions of its own), the names of functions and what the tools
# say about themselves. The page receives it packed, and packed, small functions take less where they are used than apart.
features="--enable-bulk-memory --enable-mutable-globals --enable-nontrapping-float-to-int --enable-sign-ext"
shrink="--ignore-implicit-traps --strip-producers --strip-target-features -Oz --low-memory-unused --always-inline-max-function-size 21 --reorder-functions"
# shellcheck disable=SC2086 # a list of flags
wasm-metadce $features -f exports.json "$output" -o "$output" >/dev/null
# shellcheck disable=SC2086
wasm-opt $features $shrink "$output" -o "$output"

# Emscripten's form is a function of the imports rather than a module with one instance for all; an export makes it a module.
{
	echo "// Translated from agent.wasm by wasm/build.sh: do not edit."
	echo "// @ts-nocheck"
	printf 'export '
	# shellcheck disable=SC2086
	wasm2js $features --emscripten -Oz "$output"
} >"$output.js"
grep -q '^export function instantiate(' "$output.js" || fail "wasm2js writes another form than the one that is expected here"

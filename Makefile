# Heed. `make help` lists the targets by purpose.

SHELL       := /bin/bash
.SHELLFLAGS := -euo pipefail -c
COMMIT      := $(shell git rev-parse --short HEAD 2>/dev/null)
LDFLAGS     := -X heed/collector/app.commit=$(COMMIT)
ADDR        ?= :8080
DATA        ?= ./data

.DEFAULT_GOAL := help
.PHONY: help run build test test-go test-e2e check fmt wasm wasm-check size bench bench-collector bench-read bench-console bench-agent bench-wire bench-page shots gallery clean browser npm

##@ Run

run: build ## Build, and start the collector with the demo shop on http://localhost:8080
	./bin/heed serve --demo --addr "$(ADDR)" --data "$(DATA)"

build: ## Build bin/heed
	go build -trimpath -ldflags '$(LDFLAGS)' -o bin/heed ./collector

##@ Test

test: browser npm check wasm-check size test-go ## Everything: fetch what the tests need, then run all of them
	@echo "all tests passed"

check: npm ## Formatting, vet, tidy modules, and the types of the page's scripts
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "gofmt would change:"; gofmt -l $$(git ls-files '*.go'); exit 1; }
	go vet ./...
	go mod tidy -diff
	web/node_modules/.bin/tsc -p web

# The large browser tests have the machine to themselves, one package after the other: what they show must appear within seconds. Within a package
# three run at a time, for each waits most of its time for a page.
test-go: ## Go tests with the race detector, the browser tests included
	go test -race -timeout 15m $$(go list ./... | grep -vE '/web/(e2e|tag|widget)$$')
	go test -race -timeout 20m -p 1 -parallel 3 ./web/widget ./web/e2e ./web/tag

test-e2e: browser ## Only the end-to-end tests in a real browser
	go test -race -timeout 15m -parallel 3 ./web/e2e

browser: ## See to it that a Chromium is there
	@test -n "$${HEED_CHROMIUM:-}" || .ci/need 'chromium|chromium-browser|google-chrome' chromium

npm: web/node_modules/.package-lock.json
web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

##@ The agent

wasm: ## Compile the agent with TinyGo to web/tag/agent.wasm, and that to JavaScript
	HEED_INSTALL=$${HEED_INSTALL:-1} wasm/build.sh

wasm-check: ## Prove that the committed agent, in both forms, is what the source compiles to
	HEED_INSTALL=$${HEED_INSTALL:-1} wasm/check.sh

##@ Measure

size: ## Bytes a page loads, raw and brotli; fails over budget
	go run ./web/size

bench: bench-agent bench-collector bench-read bench-console bench-wire bench-page ## All benchmarks

bench-agent: ## The agent: time and allocations per record, native and compiled
	go test -run '^$$' -bench . -benchmem ./agent ./wasm

bench-collector: ## Decision, store and ingest
	go test -run '^$$' -bench . -benchmem ./collector/... ./sqlite

bench-read: ## The page of answers at a million responses, which the first run generates: some minutes, and 2.3 GB in .cache
	mkdir -p .cache/bench
	HEED_BENCH_DATA='$(CURDIR)/.cache/bench' go test -run '^$$' -bench Read -timeout 60m -v ./sqlite

bench-console: ## Every page of the console that reads answers, at the same million; fails where one takes over 300 ms
	mkdir -p .cache/bench
	HEED_BENCH_DATA='$(CURDIR)/.cache/bench' go test -run '^$$' -bench Pages -timeout 60m -v ./collector/server

bench-wire: build ## Signal to act on the wire, against the same collector only acknowledging; FAIL=1 fails over three times as long
	go run ./collector/wirebench -heed bin/heed $(if $(FAIL),-fail)

bench-page: build browser ## What a page feels: the shop with and without the tag, twenty minutes; fails when a promise is missed
	go run ./web/pagebench -heed bin/heed $(if $(RUNS),-runs $(RUNS))

shots: browser ## Screenshots of every screen into web/e2e/shots/, and the README's picture
	HEED_SHOTS='$(CURDIR)/web/e2e/shots' go test -count=1 -run 'Shots' ./web/e2e

gallery: browser npm ## Pictures of every question in every language and look, each with axe-core, and a page that shows them all, into web/e2e/shots/gallery/
	HEED_GALLERY='$(CURDIR)/web/e2e/shots/gallery' go test -count=1 -timeout 30m -run 'TestGallery' -v ./web/e2e

##@ House

fmt: ## Format the Go sources
	gofmt -w $$(git ls-files '*.go')

clean: ## Remove what was built; never touches data
	rm -rf bin .cache web/node_modules web/e2e/shots

help: ## This list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z0-9-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

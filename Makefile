# Two commands are all a newcomer needs: `make run` and `make test`. `make help` lists the rest.
#
# Needed beforehand: Rust (rustup or a distribution's, >= 1.95), Node.js >= 20 with npm, make, and a C compiler (SQLite
# is compiled in). Everything else is installed by the targets that need it.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

CARGO ?= cargo
NPM ?= npm
# Extra flags for the server: make run ARGS="--listen 0.0.0.0:8080"
ARGS ?=

WEB_SOURCES := $(shell find web/src web/public -type f 2>/dev/null) web/index.html web/vite.config.ts web/package.json

step = @printf '\n\033[1m== %s\033[0m\n' "$(1)"

.PHONY: help
help: ## List the commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: web ## Build everything and run the server (ARGS="--listen HOST:PORT --data DIR")
	$(call step,building the server; the first time takes some minutes)
	$(CARGO) build --release --locked -p orderbell
	exec target/release/orderbell serve $(ARGS)

.PHONY: demo
demo: ## Build everything and show a shop, a restaurant and a villa at work (ARGS="--listen 127.0.0.1:PORT")
	@$(MAKE) --no-print-directory run ARGS="--demo $(ARGS)"

.PHONY: test
test: check web ## Everything that must pass: checks, unit, integration and browser tests
	$(call step,Rust tests)
	$(CARGO) test --workspace --locked
	$(call step,dashboard: unit tests and size)
	cd web && $(NPM) run test && $(NPM) run size
	$(MAKE) --no-print-directory autobahn
	$(MAKE) --no-print-directory bench-check
	$(MAKE) --no-print-directory conform
	$(MAKE) --no-print-directory scenarios
	$(MAKE) --no-print-directory e2e

.PHONY: check
check: web/node_modules/.installed ## Format, lint and types, without running anything
	$(call step,format and lint)
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	$(CARGO) clippy -p orderbell-hub --example echo --features echo --locked -- -D warnings
	cd web && $(NPM) run check && $(NPM) run api:check

.PHONY: e2e
e2e: web tests/sdk/node_modules/.installed ## Stock clients and a real browser against the real server
	$(call step,end-to-end tests: stock clients and a real browser)
	$(CARGO) build --locked -p orderbell -p orderbell-testkit
	tests/e2e/find-chromium >/dev/null
	tests/python-env sdk tests/sdk/requirements.txt >/dev/null
	cd tests/sdk && $(NPM) test && $(NPM) run resume
	cd web && CHROMIUM="$$(../tests/e2e/find-chromium)" $(NPM) run e2e

.PHONY: scenarios
scenarios: tests/sdk/node_modules/.installed ## The five systems S0 to S4, with the clients that they use
	$(call step,scenarios S0 to S4)
	$(CARGO) build --locked -p orderbell -p orderbell-testkit
	tests/scenarios/find-faketime >/dev/null
	tests/e2e/find-chromium >/dev/null
	cd tests/scenarios && node --test --test-force-exit

.PHONY: autobahn
autobahn: ## RFC 6455: sections 1-10 of the Autobahn suite against the hub's own socket code
	$(call step,RFC 6455: the Autobahn suite)
	$(CARGO) build --locked -p orderbell-hub --features echo --example echo
	"$$(tests/python-env autobahn tests/autobahn/requirements.txt)" tests/autobahn/run.py target/debug/examples/echo

# Requests that are made up for each operation; more of them find more. With another SEED they are others.
EXAMPLES ?= 12
SEED ?= 20261121
.PHONY: conform
conform: ## The HTTP API against its description, with made-up requests (EXAMPLES=12 for each operation, SEED=20261121)
	$(call step,the HTTP API against its description)
	$(CARGO) build --locked -p orderbell -p orderbell-testkit
	"$$(tests/python-env openapi tests/openapi/requirements.txt)" tests/openapi/run.py target/debug/orderbell \
	  $(EXAMPLES) $(SEED)

# The compiler's unstable flags on the stable toolchain; only this target needs them.
FUZZ_SECONDS ?= 60
.PHONY: fuzz
fuzz: target/tools/bin/cargo-fuzz ## Look for inputs that break the wire format (FUZZ_SECONDS=60 for each target)
	$(call step,fuzzing; what is found is in crates/wire/fuzz/artifacts)
	cd crates/wire && for target in frames names messages signatures triggers; do \
	  mkdir -p fuzz/corpus/$$target; \
	  RUSTC_BOOTSTRAP=1 ../../target/tools/bin/cargo-fuzz fuzz run $$target fuzz/corpus/$$target fuzz/seeds/$$target -- \
	    -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=2 -rss_limit_mb=512; \
	done

target/tools/bin/cargo-fuzz:
	$(CARGO) install --locked --root target/tools cargo-fuzz --version 0.13.2

.PHONY: bench
bench: ## Measure: orders/s, webhooks/s, deliveries/s beside the machine's own limits, and lists of a million orders
	$(call step,benchmarks (some minutes; close other programs))
	$(CARGO) build --release --locked -p orderbell -p orderbell-load
	target/release/orderbell-load bench --server target/release/orderbell
	target/release/orderbell-load bench-list --server target/release/orderbell

# The bare loop writes what the server writes, and stops when the server has learnt to write more; that must not wait for
# the next one who measures.
.PHONY: bench-check
bench-check: web ## That the benchmarks still run, whatever comes out
	$(call step,benchmarks: one short round; its figures mean nothing)
	$(CARGO) build --locked -p orderbell -p orderbell-load
	target/debug/orderbell-load bench --server target/debug/orderbell --quick >/dev/null
	target/debug/orderbell-load bench-list --server target/debug/orderbell --orders 2000 >/dev/null

.PHONY: web
web: web/dist/index.html ## Build the dashboard

web/dist/index.html: web/node_modules/.installed $(WEB_SOURCES)
	$(call step,building the dashboard)
	cd web && $(NPM) run build
	@touch $@

# Not `npm ci`: the lock file may lack binaries for platforms that nobody has locked them on, which `ci` refuses outright,
# while `install --no-save` keeps to every locked version and leaves the lock file as it is.
%/node_modules/.installed: %/package-lock.json
	$(call step,installing npm packages for $*)
	@tests/e2e/check-node
	cd $* && $(NPM) install --no-save --ignore-scripts --no-audit --no-fund
	@touch $@

.PHONY: clean
clean: ## Remove everything that was built
	rm -rf target web/dist web/node_modules tests/sdk/node_modules

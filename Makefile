# Seven words: run, build, test, check, fuzz, bench, bless. What they need on a bare Debian machine they install themselves.
TARGET := $(or $(CARGO_TARGET_DIR),target)
CLIENT := $(shell find static/src static/public static/*.html static/*.ts static/scripts -type f -not -path '*/vendor/*' 2>/dev/null)

.PHONY: run build test check fuzz bench bless

run: build
	$(TARGET)/release/sigis demo

build: static/dist/index.html
	cargo build --release --locked

test: check
	tests/install.sh test
	cargo test --locked
	npm --prefix static test
	SIGIS_BINARY=$(TARGET)/debug/sigis node --test tests/e2e/

check: static/dist/index.html
	cargo fmt --check
	cargo clippy --locked --all-targets
	npm --prefix static run check

fuzz: static/dist/index.html
	SIGIS_FUZZ_CASES=$(or $(CASES),5000) cargo test --locked --test it -- fuzz:: wild_bytes
	SIGIS_FUZZ_CASES=$(or $(CASES),200) cargo test --locked --test it -- vintages::

bench: build
	cargo build --release --locked --bins --examples
	node tests/bench/bench.mjs $(or $(WHAT),city,prov) --binary $(TARGET)/release/sigis --data $(TARGET)/bench $(if $(MINUTES),--minutes $(MINUTES))

bless: static/dist/index.html
	SIGIS_BLESS=1 cargo test --locked
	npm --prefix static run schema
	SIGIS_BLESS=1 SIGIS_BINARY=$(TARGET)/debug/sigis node --test tests/e2e/

static/node_modules/.package-lock.json: static/package-lock.json
	tests/install.sh build
	npm --prefix static ci --no-audit --no-fund
	touch $@

static/dist/index.html: static/node_modules/.package-lock.json $(CLIENT)
	npm --prefix static run build

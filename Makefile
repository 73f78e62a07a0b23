# conctop: make run opens the live view, make test runs the tests. Both find a JDK 25 by themselves.
.DEFAULT_GOAL := help
.PHONY: help run build test test-free-cores truths published check lint format screens demo truths-basic bench jmh overhead dist deb install dist-test clean java-home

JDK := $(shell src/main/launcher/find-java 2>/dev/null)
export JAVA_HOME := $(JDK)
MVN := mvn -B -q
SOURCES := $(shell find src/main config pom.xml .mvn -type f 2>/dev/null)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

java-home:
	@src/main/launcher/find-java >/dev/null
	@command -v mvn >/dev/null || { echo "conctop is built by Maven and found none: install it (Debian: apt install maven)" >&2; exit 1; }

build: java-home target/conctop ## target/conctop, which works from any directory

target/conctop: $(SOURCES)
	@echo "building …" >&2
	$(MVN) -DskipTests package
	@install -m 755 src/main/launcher/find-java target/lib/find-java
	@printf '%s\n' "$(JDK)" > target/lib/java-home
	@install -m 755 src/main/launcher/conctop target/conctop
	@sh src/main/launcher/train "$(CURDIR)/target/conctop" "$(CURDIR)/target/conctop.aot"

run: build ## http-get under thread-pool, live; without a terminal ten seconds and a report
	@target/conctop run http-get -m thread-pool -j 16 -c 64 -p delay=50ms

test: java-home ## every test that needs neither free cores nor a privilege
	mvn -B test

test-free-cores: java-home ## the tests that need two idle cores, and nothing else running
	mvn -B test -Dexcluded.groups= -Dgroups=free-cores

truths: build ## every truth, CPython's and ours, in one table; ONLY=3,4 REPEATS=3 PYTHONS=3.12
	@command -v python3 >/dev/null || { echo "make truths needs python3" >&2; exit 1; }
	@python3 -B src/test/truths/truths.py --only "$(ONLY)" --repeats "$(or $(REPEATS),1)" --pythons "$(PYTHONS)"

published: build ## 160 downloads and 20 sums under each model beside the published tables; PYTHONS=3.12
	@command -v python3 >/dev/null || { echo "make published needs python3" >&2; exit 1; }
	@python3 -B src/test/truths/published.py --pythons "$(PYTHONS)"

lint: java-home ## formatting, Error Prone and NullAway
	$(MVN) spotless:check
	$(MVN) -Plint compile

check: lint test ## lint and test

format: java-home ## format the sources
	$(MVN) spotless:apply

screens: java-home ## rewrite the golden screens; look at the difference before you commit it
	$(MVN) test -Dtest='*Screen*' -Dsurefire.failIfNoSpecifiedTests=false -Dscreens.rewrite=true

bench: build ## cost beside htop, top and others, and over sizes; BENCH=--short for a short one
	@command -v python3 >/dev/null || { echo "make bench needs python3" >&2; exit 1; }
	@python3 src/test/bench/bench.py target/conctop $(BENCH)

clean: ## remove what was built
	rm -rf target

# conctop: make run opens the live view, make test runs the tests. Both find a JDK 25 by themselves.
.DEFAULT_GOAL := help
.PHONY: help run build test test-python python-own python-engines test-free-cores truths claims published servers engines every races sweeps whatif advice tour check lint format screens bench jmh overhead jvm-cost lively generator recordings fuzz fleet feed-cost scrapes image dist deb install dist-test release-check verdicts outside beside hazards soak fork-storm clean java-home

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
	@$(MAKE) -s test-python

# The engines of a Debian are those of its own python3, which need not be the first in PATH.
SYSTEM_PYTHON := /usr/bin/python3
OF_ENGINES := test_engines test_bus test_clusters test_mapreduce test_ray test_servers

test-python: ## the CPython subject's own tests, with the python3 in PATH; engines with the system's beside them, where that is another
	@$(MAKE) -s -j2 --output-sync=target python-own python-engines

python-own:
	@if python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; \
	then cd src/test/python && python3 -B -m unittest 2>&1; \
	else echo "skipped: the tests of the CPython subject need a python3 of 3.9 or newer" >&2; fi

python-engines:
	@if $(SYSTEM_PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null \
	  && [ "$$(python3 -c 'import os, sys; print(os.path.realpath(sys.executable))')" \
	    != "$$($(SYSTEM_PYTHON) -c 'import os, sys; print(os.path.realpath(sys.executable))')" ]; \
	then cd src/test/python && $(SYSTEM_PYTHON) -B -m unittest $(OF_ENGINES) 2>&1; fi

test-free-cores: java-home ## the tests that need two idle cores, and nothing else running
	mvn -B test -Dexcluded.groups= -Dgroups=free-cores

truths: build ## every truth, CPython's and ours, in one table; ONLY=3,4 REPEATS=3 PYTHONS=3.12
	@command -v python3 >/dev/null || { echo "make truths needs python3" >&2; exit 1; }
	@python3 -B src/test/truths/truths.py --only "$(ONLY)" --repeats "$(or $(REPEATS),1)" --pythons "$(PYTHONS)"

claims: build ## what the README says of models and workloads, measured; SECONDS=5
	@command -v python3 >/dev/null || { echo "make claims needs python3" >&2; exit 1; }
	@python3 -B src/test/truths/claims.py --seconds "$(or $(SECONDS),5)"

servers: build ## what a request costs each server, ours beside wrk, server against server; RATE=800 SECONDS=8 ONLY=aiohttp,netty PYTHON=
	@command -v python3 >/dev/null || { echo "make servers needs python3" >&2; exit 1; }
	@python3 -B src/test/truths/servers.py --rate "$(or $(RATE),800)" --seconds "$(or $(SECONDS),8)" --only "$(ONLY)" --python "$(or $(PYTHON),$(wildcard $(SYSTEM_PYTHON)))"

engines: build ## every engine: loops, numpy, cores, clusters, lessons, who dies; PYTHON=/usr/bin/python3 NOGIL=…/python3.9 ONLY=loops,named
	@command -v python3 >/dev/null || { echo "make engines needs python3" >&2; exit 1; }
	@python3 -B src/test/truths/engines.py --seconds "$(or $(SECONDS),5)" --only "$(ONLY)" --nogil "$(NOGIL)" $(if $(PYTHON),--python "$(PYTHON)")

every: build ## every workload and every model for two seconds, each CPython found; PYTHONS=3.12 ONLY=camera,processes
	@command -v python3 >/dev/null || { echo "make every needs python3" >&2; exit 1; }
	@python3 -B src/test/truths/every.py --only "$(ONLY)" --pythons "$(PYTHONS)"

published: build ## 160 downloads and 20 sums under each model beside the published tables; PYTHONS=3.12
	@command -v python3 >/dev/null || { echo "make published needs python3" >&2; exit 1; }
	@python3 -B src/test/truths/published.py --pythons "$(PYTHONS)"

races: build ## what is promised of comparisons: resting costs, false winners, 10 % found; RACES=20 ONLY=resting
	@command -v python3 >/dev/null || { echo "make races needs python3" >&2; exit 1; }
	@python3 -B src/test/races/races.py target/conctop --races "$(or $(RACES),20)" $(if $(ONLY),--only "$(ONLY)")

sweeps: build ## what is promised of sweeps: the advised size measured again, intervals that overlap; SWEEPS=10
	@command -v python3 >/dev/null || { echo "make sweeps needs python3" >&2; exit 1; }
	@python3 -B src/test/races/sweeps.py target/conctop --sweeps "$(or $(SWEEPS),10)"

whatif: build ## what is promised of predictions: workloads x models x sizes, error, band, medians; ONLY=mixed,lock SECONDS=10
	@command -v python3 >/dev/null || { echo "make whatif needs python3" >&2; exit 1; }
	@python3 -B src/test/races/whatif.py target/conctop --seconds "$(or $(SECONDS),10)" $(if $(ONLY),--only "$(ONLY)")

tour: build ## every lesson of the tour, unattended, TIMES=2 over; how many of all hold, with the other load beside it
	@command -v python3 >/dev/null || { echo "make tour needs python3" >&2; exit 1; }
	@python3 -B src/test/tour/tour.py target/conctop --times "$(or $(TIMES),2)" $(if $(ONLY),--only "$(ONLY)")

advice: build ## what is promised of advice: the advised model against all sensible ones, 32 workloads; ONLY=py,mixed ROUNDS=8
	@command -v python3 >/dev/null || { echo "make advice needs python3" >&2; exit 1; }
	@python3 -B src/test/races/advice.py target/conctop --rounds "$(or $(ROUNDS),8)" $(if $(ONLY),--only "$(ONLY)") $(if $(KEEP),--keep "$(KEEP)")

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

JMH_LINE := target/bench/classes:target/bench/test-classes
jmh: java-home ## what the parts cost: looking, parsing, painting, frames, recording; JMH=… for its options
	$(MVN) -Pbench test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/bench/class-path
	@"$(JDK)/bin/java" -cp "$(JMH_LINE):$$(cat target/bench/class-path)" org.openjdk.jmh.Main -foe true $(JMH)

overhead: build ## a workload's throughput with and without the observer, in turns; OVERHEAD=--short
	@$(MVN) test-compile
	@python3 -B src/test/bench/overhead.py target/conctop "$(JDK)/bin/java" target/test-classes:target/conctop.jar $(OVERHEAD)

jvm-cost: build ## a JVM's throughput with the deep view and without, in pairs, on each JDK found; JVM_COST=--pairs 5
	@command -v python3 >/dev/null || { echo "make jvm-cost needs python3" >&2; exit 1; }
	@$(MVN) test-compile
	@python3 -B src/test/bench/jvm_cost.py target/conctop "$(JDK)/bin/java" target/test-classes:target/conctop.jar $(JVM_COST)
	@python3 -B src/test/bench/jvm_cost.py target/conctop "$(JDK)/bin/java" target/test-classes:target/conctop.jar --parked 100000 --pairs 3 --seconds 16 "$(JDK)"

lively: build ## cost beside 2,000 lively threads and 300 lively processes, and htop's; LIVELY="--rounds 3 --other …/target/conctop"
	@command -v python3 >/dev/null || { echo "make lively needs python3" >&2; exit 1; }
	@python3 -B src/test/bench/lively.py target/conctop $(LIVELY)
	@python3 -B src/test/bench/lively.py target/conctop --processes 300 $(LIVELY)

generator: build ## our load generator beside wrk against one nginx, in turns; GENERATOR="--rounds 3 --transports default,nio"
	@command -v python3 >/dev/null || { echo "make generator needs python3" >&2; exit 1; }
	@python3 -B src/test/bench/load.py target/conctop $(GENERATOR)

recordings: build ## bytes a minute, CPU, opening and seeking of recordings, with their bands; RECORDINGS="--only run --kinds"
	@command -v python3 >/dev/null || { echo "make recordings needs python3" >&2; exit 1; }
	@$(MVN) test-compile
	@python3 -B src/test/bench/recordings.py target/conctop "$(JDK)/bin/java" target/test-classes:target/conctop.jar $(RECORDINGS)

fuzz: java-home ## readers of files, wire, /proc, dumps, settings, keys given what nobody meant; MINUTES=30 SEED=1 ONLY="recording wire"
	@command -v python3 >/dev/null || { echo "make fuzz needs python3" >&2; exit 1; }
	@$(MVN) -Pfuzz test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/fuzz.class-path || \
	$(MVN) test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/fuzz.class-path
	@python3 -B src/test/fuzz/fuzz.py "$(JDK)/bin/java" "target/test-classes:target/classes:$$(cat target/fuzz.class-path)" target/fuzz --minutes $(or $(MINUTES),30) --seed $(or $(SEED),1) --only "$(ONLY)"

feed-cost: build ## what a feed costs beside the screen, 1 and 10 looks a second: 2,000 lively threads, 300 processes; FEED_COST="--rounds 3"
	@command -v python3 >/dev/null || { echo "make feed-cost needs python3" >&2; exit 1; }
	@python3 -B src/test/bench/lively.py target/conctop --feed $(FEED_COST)
	@python3 -B src/test/bench/lively.py target/conctop --feed --processes 300 $(FEED_COST)

beside: build ## every figure that another tool knows, too: pidstat, mpstat, schedstat, perf, iostat, CPython, jcmd, wrk, Prometheus; ONLY=disks,jcmd
	@command -v python3 >/dev/null || { echo "make beside needs python3" >&2; exit 1; }
	@python3 -B src/test/outside/beside.py $(if $(ONLY),--only "$(ONLY)")

scrapes: build ## metrics as Debian's Prometheus and ss see them: percentiles, sums, addresses, rules, dashboard; SECONDS=40
	@command -v python3 >/dev/null || { echo "make scrapes needs python3" >&2; exit 1; }
	@python3 -B src/test/outside/scrapes.py target/conctop --seconds "$(or $(SECONDS),40)"

# A comma of its own would part the words of $(or …), which then takes the first.
HOSTS ?= 20,500
fleet: build ## what 20 and 500 simulated hosts cost the conctop that sees them; HOSTS=20,500 SECONDS=30 FLEET=--heap
	@command -v python3 >/dev/null || { echo "make fleet needs python3" >&2; exit 1; }
	@python3 -B src/test/fleet/fleet.py target/conctop --hosts "$(HOSTS)" --seconds "$(or $(SECONDS),30)" $(FLEET)

VERSION := $(shell sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml | head -n 1)
NAME := conctop-$(VERSION)-linux-$(shell uname -m)
IMAGE := target/dist/$(NAME)
PREFIX ?= /usr/local

$(IMAGE)/bin/conctop: target/conctop $(shell find src/main/dist -type f)
	@echo "making the image, with a runtime of its own …" >&2
	@sh src/main/dist/image "$(JDK)" "$(CURDIR)/target" "$(CURDIR)/$(IMAGE)"

image: java-home $(IMAGE)/bin/conctop

dist: image ## target/dist/….tar.gz, which needs no Java where it is unpacked
	@tar -C target/dist --owner=0 --group=0 --sort=name -czf $(IMAGE).tar.gz $(NAME)
	@du -sm $(IMAGE) | awk '{print "$(IMAGE).tar.gz, " $$1 " MB when unpacked"}'

deb: image ## a Debian package in target/dist
	@sh src/main/dist/deb $(IMAGE) $(VERSION) target/dist/conctop_$(VERSION)_$$(dpkg --print-architecture).deb
	@ls target/dist/*.deb

install: image ## into PREFIX (/usr/local), below DESTDIR if that is set
	@mkdir -p "$(DESTDIR)$(PREFIX)"
	@rm -rf "$(DESTDIR)$(PREFIX)/lib/conctop"
	@cp -a $(IMAGE)/. "$(DESTDIR)$(PREFIX)/"
	@echo "$(DESTDIR)$(PREFIX)/bin/conctop" >&2

dist-test: dist deb ## try archive, package and installation in a root without Java (needs root)
	@rm -rf target/dist/root
	@$(MAKE) -s install DESTDIR=target/dist/root PREFIX=/usr/local
	@sh src/test/dist/try $(IMAGE).tar.gz target/dist/conctop_$(VERSION)_$$(dpkg --print-architecture).deb target/dist/root

release-check: dist deb ## in a bare Debian (debootstrap, root) what a newcomer does with archive, package and source; RELEASE=stable
	@sh src/test/dist/release-check $(IMAGE).tar.gz target/dist/conctop_$(VERSION)_$$(dpkg --print-architecture).deb "$(JDK)"

verdicts: build ## programs whose class is known, and the confusion matrix; ONLY=dd PART=2/5 KEEP=FILE
	@python3 -B src/test/verdicts/verdicts.py --only "$(ONLY)" --part "$(or $(PART),1/1)" --keep "$(KEEP)"

outside: build ## our figures beside those of pidstat, mpstat, schedstat by hand and perf sched; SECONDS=10
	@python3 -B src/test/outside/outside.py --seconds "$(or $(SECONDS),10)"

hazards: build ## every hazard with its figure; MUCH=1: as often as is promised; ONLY="names,resize"
	@python3 -B src/test/hazards/hazards.py $(if $(MUCH),--much) --only "$(ONLY)"

soak: build ## half an hour at 10 Hz beside 2,000 lively threads and a storm: memory, files, looks; MINUTES=30
	@command -v cc >/dev/null || { echo "make soak needs a C compiler" >&2; exit 1; }
	@python3 -B src/test/soak/soak.py --minutes $(or $(MINUTES),30)

fork-storm: build ## 500 processes a second and more come and go while conctop looks; SECONDS=60
	@command -v cc >/dev/null || { echo "make fork-storm needs a C compiler" >&2; exit 1; }
	@python3 -B src/test/storm/storm.py --seconds "$(or $(SECONDS),60)"

clean: ## remove what was built
	rm -rf target

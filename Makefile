# Keng: build, test, run. One file, no recursion; dependencies are written by the compiler.
#   make            the release build: build/keng, build/keng-modem
#   make run        a gateway with two simulated modems and the demo data of Binh Son
#   make test       everything, with AddressSanitizer and UndefinedBehaviorSanitizer
#   make simulate   a year of a whole district, and a check of every text that anybody received
#   make nation     the whole country: two years of its reports, and what a text costs there
SHELL   := /bin/bash
VARIANT ?= plain
B       := build/$(VARIANT)
BIN     := $(if $(filter plain,$(VARIANT)),build,$(B))
VERSION := 0.1.0

FLAGS_plain := -O2
FLAGS_clang := -O2
FLAGS_asan  := -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
FLAGS_cover := -O0 --coverage -fprofile-update=atomic
FLAGS_fuzz  := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
WARN := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings \
	-Wvla -Wformat=2 -Wundef -Wcast-qual
CFLAGS   += -std=c17 -g $(WARN) -D_GNU_SOURCE -DKENG_VERSION='"$(VERSION)"' -I. -MMD -MP $(FLAGS_$(VARIANT)) \
	-fstack-protector-strong
LDFLAGS  += $(FLAGS_$(VARIANT))
ifeq ($(VARIANT),plain)
CFLAGS   += -D_FORTIFY_SOURCE=2
endif
PGSQL_CFLAGS := $(shell pkg-config --cflags libpq 2>/dev/null)
GAMMU_CFLAGS := $(shell pkg-config --cflags gammu 2>/dev/null)

# The folders, each an archive, and the arrows between them (what each may use), nearest first.
DIRS := gateway/base gateway menus store gateway/programme gateway/router gateway/parent gateway/link gateway/smpp gateway/ussd gateway/desk \
	gateway/sim gateway/smsc gateway/command
USES_gateway/base      := gateway/base
USES_gateway           := gateway gateway/base
USES_menus             := menus gateway/base
USES_store             := store gateway/base
USES_gateway/programme := gateway/programme menus store gateway gateway/base
USES_gateway/router    := gateway/router $(USES_gateway/programme)
USES_gateway/parent    := gateway/parent gateway gateway/base
USES_gateway/link      := gateway/link gateway gateway/base
USES_gateway/smpp      := gateway/smpp gateway gateway/base
USES_gateway/ussd      := gateway/ussd gateway gateway/base
USES_gateway/desk      := gateway/desk gateway gateway/base
USES_gateway/sim       := gateway/sim gateway gateway/base
USES_gateway/smsc      := gateway/smsc gateway/smpp gateway/sim gateway gateway/base
USES_gateway/command   := gateway/command gateway/router gateway/parent gateway/smsc gateway/smpp gateway/ussd gateway/desk gateway/sim $(USES_gateway/programme)
# What each folder links from outside.
LDLIBS_gateway/base := -lutf8proc -lsodium
LDLIBS_gateway      := -lconfig -levent_core -ljansson
LDLIBS_menus        := -lconfig -lutf8proc
LDLIBS_store        := -lsqlite3 -lpq
LDLIBS_gateway/programme := -ljansson -lcsv
LDLIBS_gateway/router    := -levent_core -ljansson
LDLIBS_gateway/parent    := -levent_core
LDLIBS_gateway/link      := -lGammu -lconfig -lpthread
LDLIBS_gateway/smpp      := -levent_core -levent_extra -levent_openssl -lssl -lcrypto
LDLIBS_gateway/ussd      := -levent_core -levent_extra -ljansson -lsodium
LDLIBS_gateway/desk      := -levent_core -ljansson
LDLIBS_gateway/sim       := -levent_core -ljansson
LDLIBS_gateway/smsc      := -levent_core -levent_openssl -lssl -ljansson
LDLIBS_gateway/command   := -ledit -ljansson -levent_core -lxlsxwriter

src      = $(wildcard $(1)/*.c)
MAINS   := gateway/main.c gateway/link/main.c
objects  = $(patsubst %.c,$(B)/%.o,$(filter-out $(MAINS),$(call src,$(1))))
archive  = $(B)/$(1)/lib.a
archives = $(foreach d,$(1),$(call archive,$(d)))
libs     = $(foreach d,$(1),$(LDLIBS_$(d)))

all: $(BIN)/keng $(BIN)/keng-modem

$(BIN)/keng: $(B)/gateway/main.o $(call archives,$(USES_gateway/command))
	$(CC) $(LDFLAGS) -o $@ $< -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(call libs,$(USES_gateway/command))
$(BIN)/keng-modem: $(B)/gateway/link/main.o $(call archives,gateway/link gateway/base) $(B)/gateway/frame.o $(B)/gateway/profile.o
	$(CC) $(LDFLAGS) -rdynamic -o $@ $< $(filter %.a,$^) $(B)/gateway/frame.o $(B)/gateway/profile.o $(call archives,gateway/base) \
		$(LDLIBS_gateway/link) $(LDLIBS_gateway/base)

# The migrations travel in the binary, each file as one string.
MIGRATIONS := $(sort $(wildcard store/schema/*.sql))
$(B)/store/schema.c: $(MIGRATIONS)
	@mkdir -p $(@D)
	@{ echo '#include "store/migrate.h"'; echo 'const struct migration migrations[] = {'; \
	for f in $(MIGRATIONS); do name=$${f##*/}; name=$${name%.sql}; \
		echo "{ $$(( 10#$${name%%_*} )), \"$${name#*_}\","; \
		sed -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n"/' $$f; echo '},'; done; \
	echo '{ 0, NULL, NULL } };'; } > $@
$(B)/store/schema.o: $(B)/store/schema.c
	$(CC) $(CFLAGS) -c -o $@ $<
$(call archive,store): $(B)/store/schema.o

define folder
$(call archive,$(1)): $(call objects,$(1))
	@rm -f $$@
	ar rcsD $$@ $$^
endef
$(foreach d,$(DIRS),$(eval $(call folder,$(d))))

$(B)/gateway/link/%.o: CFLAGS += $(GAMMU_CFLAGS)
$(B)/store/db_pgsql.o $(B)/store/pgsql.o $(B)/store/pgsql_hold.o $(B)/store/pgsql_news.o $(B)/store/pgsql_url.o $(B)/tests/help/engine.o: CFLAGS += $(PGSQL_CFLAGS)
$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<

# A test links the folders that its include lines name, and those of the helpers it includes, with what they use.
TESTS := $(patsubst %.c,$(B)/%,$(wildcard tests/test_*.c tests/flow_*.c))
# Those that hold for both engines: their stores are made by tests/help/engine.c.
SHARED_TESTS := $(B)/tests/flow_database $(B)/tests/flow_database_wrong $(B)/tests/flow_gateways $(B)/tests/flow_merge $(B)/tests/flow_simulate $(B)/tests/flow_nation $(patsubst %.c,$(B)/%,$(shell grep -l '^\#include "tests/help/\(engine\|talk\|router\)\.h"' \
	tests/test_*.c))
# Those that mostly wait: a third stream beside the two that compute.
PATIENT_TESTS := $(patsubst %,$(B)/tests/%,flow_faults flow_hang flow_recovery flow_reload)
included = $(sort $(shell sed -n 's/^\#include "\(.*\)".*/\1/p' $(1)))
helped   = $(patsubst %.h,%.c,$(filter tests/help/%,$(call included,$(1))))
helpers  = $(sort $(call helped,$(1)) $(call helped,$(wildcard $(foreach h,$(call helped,$(1)),$(h) $(h:.c=.h)))) $(if $(filter tests/simulate/%, \
	$(call included,$(1))),$(wildcard tests/simulate/*.c)))
help_o   = $(patsubst %.c,$(B)/%.o,$(call helpers,$(1)))
folders  = $(filter-out tests/help tests/simulate,$(sort $(patsubst %/,%,$(dir $(call included,$(1) $(call helpers,$(1)))))))
needs    = $(sort gateway/base $(foreach d,$(call folders,$(1)),$(USES_$(d))))
link_test = $(CC) $(LDFLAGS) -rdynamic -o $@ $(filter %.o,$^) -Wl,--start-group $(filter %.a,$^) -Wl,--end-group
.SECONDEXPANSION:
$(TESTS): $(B)/%: $(B)/%.o $$(call help_o,$$*.c) $$(call archives,$$(call needs,$$*.c))
	$(link_test) -lcmocka $(sort $(call libs,$(call needs,$*.c)))
$(B)/tests/flow_simulate: $(B)/tests/simulate_year
$(B)/tests/flow_nation: $(B)/tests/nation
-include $(shell find $(B) -name '*.d' 2>/dev/null)


# ---- what must be installed; `make run`, `make test` and their like see to it ----
PACKAGES := gcc libc6-dev make pkg-config libgammu-dev libsqlite3-dev libpq-dev libconfig-dev libevent-dev libutf8proc-dev \
	libsodium-dev libssl-dev libcsv-dev libjansson-dev libedit-dev libxlsxwriter-dev
PACKAGES_TEST := $(PACKAGES) libcmocka-dev python3 mandoc curl postgresql
PACKAGES_LINT := $(PACKAGES_TEST) clang clang-tidy clang-format cppcheck
PACKAGES_FUZZ := $(PACKAGES) clang libclang-rt-14-dev

# Install what of $(1) is missing, as root or through sudo, and say so.
install_missing = @missing=""; for p in $(1); do \
	dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
		echo "keng: installing with apt-get:$$missing"; \
		as=; [ "$$(id -u)" = 0 ] || as=sudo; \
		$$as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq $$missing >/dev/null; \
	fi

deps:
	$(call install_missing,$(PACKAGES))
deps-test:
	$(call install_missing,$(PACKAGES_TEST))
deps-lint:
	$(call install_missing,$(PACKAGES_LINT))
deps-fuzz:
	$(call install_missing,$(PACKAGES_FUZZ))

# ---- run ----
run: deps
	@$(MAKE) --no-print-directory -s -j2 all
	@exec etc/demo/run

# ---- tests: every binary prints cmocka's lines; the count stands at the end ----
test: deps-test
	$(MAKE) -j2 VARIANT=asan check
check: all $(TESTS)
	@{ tests/help/with-postgres tests/help/run-tests $(BIN) $(SHARED_TESTS); shared=$$?; \
	tests/help/with-postgres tests/help/run-tests $(BIN) $(B)/tests/flow_failover $(B)/tests/flow_gateways_kill && exit $$shared; } \
		>$(B)/postgres.log 2>&1 & shared=$$!; \
	tests/help/run-tests $(BIN) $(PATIENT_TESTS) >$(B)/patient.log 2>&1 & patient=$$!; status=0; \
	tests/help/run-tests $(BIN) $(filter-out $(B)/tests/flow_database% $(B)/tests/flow_gateways% $(B)/tests/flow_failover $(PATIENT_TESTS),$(TESTS)) || status=1; \
	wait $$patient || status=1; echo "what mostly waits, meanwhile:"; cat $(B)/patient.log; \
	wait $$shared || status=1; echo "the same on PostgreSQL, meanwhile:"; cat $(B)/postgres.log; exit $$status

bench: deps-test
	@$(MAKE) --no-print-directory -s -j2 all \
		$(patsubst %.c,build/plain/%,$(wildcard tests/bench_*.c)) build/plain/tests/flow_kill build/plain/tests/flow_gateways_kill build/plain/tests/simulate_year >&2
	@for b in $(patsubst %.c,build/plain/%,$(wildcard tests/bench_*.c)); do $$b; done
	@python3 tests/bench.py build
	@KENG_TEST_SETTINGS= KENG_TEST_FOLDER=/var/tmp tests/help/with-postgres python3 tests/bench_smpp.py build

# ---- every fault of both simulators under load; writes the tables of docs/faults.md, fails when one lost a text ----
faults: deps-test
	@$(MAKE) --no-print-directory -s -j2 all
	@python3 tests/faults.py build --write docs/faults.md

# ---- many texts with faults by chance, in the background of other work; the books must balance to the last ----
SOAK_TEXTS ?= 1000000
SOAK_SEED  ?= 2278
soak: deps-test
	@$(MAKE) --no-print-directory -s -j2 all
	@nice -n 19 python3 tests/soak.py build --texts $(SOAK_TEXTS) --seed $(SOAK_SEED) --write docs/faults.md

# Keng beside Kannel over a peer that is neither's: the npm package smpp.
bench-kannel: deps-test
	$(call install_missing,kannel $(if $(shell command -v npm),,nodejs npm))
	@$(MAKE) --no-print-directory -s -j2 all >&2
	@test -d build/npm/node_modules/smpp || npm install --silent --no-audit --no-fund --prefix build/npm smpp@0.5.1 >&2
	@python3 tests/bench_kannel.py build build/npm/node_modules

# ---- a year of the whole district on both engines, reconciled, and their books compared: SIMULATE_SEED makes another year ----
SIMULATE_SEED ?= 2278
simulate: deps-test
	@$(MAKE) --no-print-directory -s -j2 all build/plain/tests/simulate_year
	@SIMULATE=build/plain/tests/simulate_year tests/help/with-postgres \
		sh -c 'SIMULATE_STORE=$$KENG_TEST_STORE tests/simulate/both build build/simulate $(SIMULATE_SEED)'

# ---- the country: 94,000 teams, 460,000 members, two years of reports, on both engines; NATION_SHARE=0.05 is a
# twentieth of it. It takes some 6 GB in /var/tmp for each engine, and many minutes. ----
nation: deps-test
	@$(MAKE) --no-print-directory -s -j2 all build/plain/tests/nation >&2
	@build/plain/tests/nation
	@KENG_TEST_FOLDER=/var/tmp KENG_TEST_SETTINGS="-c autovacuum=off -c full_page_writes=off -c fsync=off \
		-c shared_buffers=1GB -c max_wal_size=16GB -c maintenance_work_mem=1GB" \
		tests/help/with-postgres build/plain/tests/nation

# ---- lint ----
LINT_SOURCES := $(wildcard gateway/*.c gateway/*/*.c menus/*.c store/*.c tests/*.c tests/help/*.c tests/simulate/*.c)
LINT_HEADERS := $(wildcard gateway/*.h gateway/*/*.h menus/*.h store/*.h tests/help/*.h tests/simulate/*.h)
# The analyser, which takes nearly all of the time, looks at what runs in the gateway; the tests run with sanitizers. It
# follows LINT_NODES states of a function; its own default of 225000 finds no more here and takes four times as long.
LINT_NODES ?= 40000
tidy = checks=; case "$$1" in --checks=*) checks=$$1; shift ;; esac; \
	clang-tidy --quiet --warnings-as-errors="*" $$checks "$$@" -- -std=c17 -D_GNU_SOURCE -I. \
	-DKENG_VERSION=\"lint\" -Xclang -analyzer-config -Xclang max-nodes=$(LINT_NODES) $(GAMMU_CFLAGS) $(PGSQL_CFLAGS) 2>/dev/null
lint: deps-lint
	@echo "clang-format"; clang-format --dry-run -Werror $(LINT_SOURCES) $(LINT_HEADERS)
	@echo "cppcheck"; cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability --inline-suppr \
		--suppressions-list=.cppcheck -j2 -I. -D_GNU_SOURCE $(LINT_SOURCES)
	@echo "clang-tidy (some minutes)"; printf '%s\n' $(filter-out tests/%,$(LINT_SOURCES)) | xargs -P2 -n8 sh -c '$(tidy)' sh
	@echo "clang-tidy of the tests"; printf '%s\n' $(filter tests/%,$(LINT_SOURCES)) | \
		xargs -P2 -n8 sh -c '$(tidy)' sh --checks=-clang-analyzer-*

# ---- fuzz: FUZZ_SECONDS for each target ----
FUZZ_SECONDS ?= 60
FUZZERS := $(patsubst tests/%.c,build/fuzz/tests/%,$(wildcard tests/fuzz_*.c))
fuzz: deps-fuzz
	$(MAKE) -j2 VARIANT=fuzz CC=clang fuzzers
	@for f in $(FUZZERS); do name=$$(basename $$f); mkdir -p build/corpus/$$name; echo "fuzz: $$name $(FUZZ_SECONDS) s"; \
		$$f -max_total_time=$(FUZZ_SECONDS) -print_final_stats=1 -verbosity=0 build/corpus/$$name \
		$$(test -d tests/seeds/$$name && echo tests/seeds/$$name) || exit 1; done
fuzzers: $(FUZZERS)
$(patsubst %.c,$(B)/%,$(wildcard tests/fuzz_*.c)): $(B)/%: $(B)/%.o \
		$$(call help_o,$$*.c) $$(call archives,$$(call needs,$$*.c))
	$(link_test) -fsanitize=fuzzer $(sort $(call libs,$(call needs,$*.c)))
$(patsubst %.c,$(B)/%,$(wildcard tests/bench_*.c) tests/simulate_year.c tests/nation.c): $(B)/%: $(B)/%.o \
		$$(call help_o,$$*.c) $$(call archives,$$(call needs,$$*.c))
	$(link_test) $(if $(filter tests/nation,$*),-lcmocka) $(sort $(call libs,$(call needs,$*.c)))

coverage: deps-test
	$(call install_missing,gcovr)
	$(MAKE) -j2 VARIANT=cover check
	gcovr -r . --object-directory build/cover -e tests --print-summary -o build/coverage.txt

# ---- install: no root is needed with DESTDIR. What an administrator has changed in /etc/keng is left as it is; the
# new file then lies beside it as NAME.dist, which nobody reads.
PREFIX  ?= /usr
DESTDIR ?=
LIBDIR  := $(if $(filter /usr,$(PREFIX)),/lib,$(PREFIX)/lib)
ETC      = $(DESTDIR)/etc/keng
SHARE    = $(DESTDIR)$(PREFIX)/share
conf = if [ -e $(2) ] && ! cmp -s $(1) $(2); then install -m $(3) $(1) $(2).dist; echo "kept $(2), see $(2).dist"; \
	else install -D -m $(3) $(1) $(2); fi
install: all
	install -D -m 755 $(BIN)/keng $(DESTDIR)$(PREFIX)/bin/keng
	install -D -m 755 $(BIN)/keng-modem $(DESTDIR)$(PREFIX)/libexec/keng/keng-modem
	install -d $(ETC)/menus.d $(ETC)/modems.d $(SHARE)/keng $(SHARE)/man/man1 $(SHARE)/man/man5 $(SHARE)/man/man8
	sed 's|/usr/share/|$(PREFIX)/share/|' etc/keng.cfg >$(B)/keng.cfg
	@$(call conf,$(B)/keng.cfg,$(ETC)/keng.cfg,640)
	@for d in menus.d modems.d; do for f in etc/$$d/*.cfg; do $(call conf,$$f,$(ETC)/$$d/$${f##*/},644); done; done
	for s in binh-son demo demo-district; do install -d $(SHARE)/keng/seeds/$$s; \
		install -m 644 seeds/$$s/* $(SHARE)/keng/seeds/$$s/; done
	install -d $(SHARE)/doc/keng/examples
	install -m 644 etc/examples/*.cfg $(SHARE)/doc/keng/examples/
	for s in 1 5 8; do install -m 644 etc/man/*.$$s $(SHARE)/man/man$$s/; done
	install -D -m 644 etc/completions/keng.bash $(SHARE)/bash-completion/completions/keng
	sed 's|/usr/bin/keng|$(PREFIX)/bin/keng|' etc/keng.service >$(B)/keng.service
	install -D -m 644 $(B)/keng.service $(DESTDIR)$(LIBDIR)/systemd/system/keng.service
	install -D -m 644 etc/keng.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/keng.conf
	install -D -m 644 etc/77-keng-modem.rules $(DESTDIR)$(LIBDIR)/udev/rules.d/77-keng-modem.rules
	@if [ -z "$(DESTDIR)" ] && [ "$$(id -u)" = 0 ] && command -v systemd-sysusers >/dev/null; then \
		systemd-sysusers $(PREFIX)/lib/sysusers.d/keng.conf && chgrp keng $(ETC)/keng.cfg; fi

# The Debian package, built apart from this folder, into build/.
PACKAGE := build/package/keng-$(VERSION)
deb:
	$(call install_missing,$(PACKAGES) debhelper dpkg-dev)
	@[ "$$(dpkg-parsechangelog -S Version)" = $(VERSION) ] || \
		{ echo "debian/changelog is not at $(VERSION)" >&2; exit 1; }
	rm -rf build/package
	mkdir -p $(PACKAGE)
	tar -c --exclude=./build --exclude=./run --exclude=./.git . | tar -x -C $(PACKAGE)
	cd $(PACKAGE) && dpkg-buildpackage -b -us -uc -j2
	mv build/package/keng_$(VERSION)_*.deb build/
	rm -rf build/package
	@ls build/*.deb

.PHONY: all clean run test check bench bench-kannel faults soak simulate nation lint fuzz fuzzers coverage install deb deps deps-test deps-lint deps-fuzz
.SECONDARY:
clean:
	rm -rf build run

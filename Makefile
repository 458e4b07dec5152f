# Keng: build, test, run. One file, no recursion; dependencies are written by the compiler.
#   make            the release build: build/keng, build/keng-modem
#   make run        a gateway with two simulated modems and the demo data of Binh Son
#   make test       everything, with AddressSanitizer and UndefinedBehaviorSanitizer
SHELL   := /bin/bash
VARIANT ?= plain
B       := build/$(VARIANT)
BIN     := $(if $(filter plain,$(VARIANT)),build,$(B))
VERSION := 0.1.0

FLAGS_plain := -O2
FLAGS_asan  := -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
FLAGS_cover := -O0 --coverage
FLAGS_fuzz  := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
WARN := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings \
	-Wvla -Wformat=2 -Wundef -Wcast-qual
CFLAGS   += -std=c17 -g $(WARN) -D_GNU_SOURCE -DKENG_VERSION='"$(VERSION)"' -I. -MMD -MP $(FLAGS_$(VARIANT)) \
	-fstack-protector-strong
LDFLAGS  += $(FLAGS_$(VARIANT))
ifeq ($(VARIANT),plain)
CFLAGS   += -D_FORTIFY_SOURCE=2
endif
GAMMU_CFLAGS := $(shell pkg-config --cflags gammu 2>/dev/null)

# The folders, each an archive, and the arrows between them (what each may use), nearest first.
DIRS := gateway/base gateway menus store gateway/programme gateway/router gateway/parent gateway/link gateway/sim \
	gateway/command
USES_gateway/base      := gateway/base
USES_gateway           := gateway gateway/base
USES_menus             := menus gateway/base
USES_store             := store gateway/base
USES_gateway/programme := gateway/programme menus store gateway gateway/base
USES_gateway/router    := gateway/router $(USES_gateway/programme)
USES_gateway/parent    := gateway/parent gateway gateway/base
USES_gateway/link      := gateway/link gateway gateway/base
USES_gateway/sim       := gateway/sim gateway/base
USES_gateway/command   := gateway/command gateway/router gateway/parent gateway/sim $(USES_gateway/programme)
# What each folder links from outside.
LDLIBS_gateway/base := -lutf8proc -lsodium
LDLIBS_gateway      := -lconfig
LDLIBS_menus        := -lconfig -lutf8proc
LDLIBS_store        := -lsqlite3
LDLIBS_gateway/programme := -ljansson
LDLIBS_gateway/router    := -levent_core -ljansson
LDLIBS_gateway/parent    := -levent_core
LDLIBS_gateway/link      := -lGammu -lpthread
LDLIBS_gateway/sim       := -levent_core
LDLIBS_gateway/command   := -lcsv -ledit -ljansson -levent_core

src      = $(wildcard $(1)/*.c)
MAINS   := gateway/main.c gateway/link/main.c
objects  = $(patsubst %.c,$(B)/%.o,$(filter-out $(MAINS),$(call src,$(1))))
archive  = $(B)/$(1)/lib.a
archives = $(foreach d,$(1),$(call archive,$(d)))
libs     = $(foreach d,$(1),$(LDLIBS_$(d)))

all: $(BIN)/keng $(BIN)/keng-modem

$(BIN)/keng: $(B)/gateway/main.o $(call archives,$(USES_gateway/command))
	$(CC) $(LDFLAGS) -o $@ $< -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(call libs,$(USES_gateway/command))
$(BIN)/keng-modem: $(B)/gateway/link/main.o $(call archives,gateway/link gateway/base) $(B)/gateway/frame.o
	$(CC) $(LDFLAGS) -rdynamic -o $@ $< $(filter %.a,$^) $(B)/gateway/frame.o $(call archives,gateway/base) \
		$(LDLIBS_gateway/link) $(LDLIBS_gateway/base)

define folder
$(call archive,$(1)): $(call objects,$(1))
	@rm -f $$@
	ar rcsD $$@ $$^
endef
$(foreach d,$(DIRS),$(eval $(call folder,$(d))))

$(B)/gateway/link/%.o: CFLAGS += $(GAMMU_CFLAGS)
$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<

# A test links the folders that its include lines name, and what those use.
TESTS := $(patsubst %.c,$(B)/%,$(wildcard tests/test_*.c tests/flow_*.c))
HELP   = $(patsubst %.c,$(B)/%.o,$(wildcard tests/help/*.c))
named  = $(sort $(patsubst %/,%,$(dir $(shell sed -n 's/^\#include "\(.*\)".*/\1/p' $(1)))))
needs  = $(foreach d,$(call named,$(1)),$(USES_$(d)))
.SECONDEXPANSION:
$(TESTS): $(B)/%: $(B)/%.o $$(HELP) $$(sort $$(call archives,$$(call needs,$$*.c) gateway/base))
	$(CC) $(LDFLAGS) -rdynamic -o $@ $< $(HELP) -Wl,--start-group $(filter %.a,$^) -Wl,--end-group -lcmocka \
		$(sort $(call libs,$(call needs,$*.c) gateway/base))
-include $(shell find $(B) -name '*.d' 2>/dev/null)

.PHONY: all clean
.SECONDARY:
clean:
	rm -rf build run

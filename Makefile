# talkmark: build, try, test. `make help` lists the verbs.
#
# Nothing is built outside of $(BUILD). Objects depend on the headers that they
# include and on the flags that they are built with, so that a change of either
# rebuilds what it touches and no more.

BUILD ?= build
CFLAGS ?= -O2 -g -D_FORTIFY_SOURCE=3
LDFLAGS ?=
PKG_CONFIG ?= pkg-config
# The one whose modules the packages are, whatever else is on the PATH.
PYTHON ?= $(firstword $(wildcard /usr/bin/python3) python3)
PREFIX ?= /usr/local
DESTDIR ?=

SOVERSION := 0
PACKAGES := libcmark yaml-0.1 libutf8proc

# ---- Flags ----

WARNINGS := -pedantic -Wall -Wextra -Wshadow -Wconversion -Wsign-conversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wmissing-declarations \
	-Wold-style-definition -Wwrite-strings -Wcast-qual -Wpointer-arith \
	-Wundef -Wvla -Wformat=2 -Wnull-dereference -Wdouble-promotion \
	-Wimplicit-fallthrough
ifneq ($(findstring clang,$(shell $(CC) --version 2>/dev/null)),)
WARNINGS += -Wcomma -Wunreachable-code -Wno-string-conversion
else
WARNINGS += -Wlogical-op -Wduplicated-cond -Wduplicated-branches
endif
WERROR ?=

HARDENING ?= -fstack-protector-strong -fstack-clash-protection \
	-fcf-protection -Wl,-z,relro,-z,now
override CFLAGS += -std=c11 -pthread -fno-common -fvisibility=hidden -fPIC \
	$(WARNINGS) $(filter-out -Wl%,$(HARDENING))
override LDFLAGS += $(filter -Wl%,$(HARDENING))
# Only the parser sees the libraries that it reads with.
override LIBS := $(shell $(PKG_CONFIG) --libs $(PACKAGES) 2>/dev/null)
# What is built where its library is there; NAME= on the command line leaves it
# out. XLSX: tasks --format xlsx.
XLSX ?= $(shell $(PKG_CONFIG) --exists xlsxwriter 2>/dev/null && echo 1)
ifneq ($(XLSX),)
# It is loaded when it is needed, by the name that linking would note.
XLSX_SONAME := $(shell objdump -p "$$($(CC) -print-file-name=libxlsxwriter.so)" | \
	sed -n 's/^ *SONAME *//p')
override CFLAGS += -DHAVE_XLSXWRITER -DXLSXWRITER_SONAME=\"$(XLSX_SONAME)\"
PROGRAM_LIBS := -ldl
endif

# What each room may include: the layers, held by the compiler.
INCLUDE_talk := -Italk
INCLUDE_parser := -Iparser -Italk
INCLUDE_render := -Irender -Italk -I$(BUILD)/generated
INCLUDE_cli := -Icli -Irender -Italk
INCLUDE_tests := -Itests -Icli -Irender -Iparser -Italk -I$(BUILD)/generated
DEFINE_cli := -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
DEFINE_tests := $(DEFINE_cli)

# ---- Files ----

objects = $(patsubst %.c,$(BUILD)/objects/%.o,$(wildcard $(1)))
LIBRARY := $(call objects,talk/*.c parser/*.c)
PROGRAM := $(filter-out $(BUILD)/objects/cli/main.o,\
	$(call objects,render/*.c cli/*.c))
UNIT_TESTS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/test_*.c))
HELPERS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/helpers/*.c))
# The drivers of other libraries that make bench measures beside; md4c's where
# it is there.
DRIVERS := $(addprefix $(BUILD)/tests/bench/,cmark_html \
	$(shell $(PKG_CONFIG) --exists md4c-html 2>/dev/null && echo md4c_html))
FUZZERS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))

.PHONY: all library tests check sanitize demo bench fuzz format lint install \
	uninstall clean help golden picture check-office
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/talkmark library
library: $(BUILD)/libtalkmark.a $(BUILD)/libtalkmark.so

# ---- Objects ----

# As many jobs as there are cores, where the caller does not say how many.
JOBS = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))

# What is run is shown in short; V=1 shows it whole.
V ?= 0
quiet = $(if $(filter 0,$(V)),@echo '  $(1)	$(2)'; )

$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(CC) $(CFLAGS) $(LDFLAGS)' | cmp -s - $@ || \
		printf '%s\n' '$(CC) $(CFLAGS) $(LDFLAGS)' > $@
.PHONY: FORCE

# A file that was taken away is no change of any other: the archives need to be
# told of it.
$(BUILD)/files: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(LIBRARY) $(PROGRAM) | cmp -s - $@ || \
		printf '%s\n' $(LIBRARY) $(PROGRAM) > $@

room = $(firstword $(subst /, ,$(1)))

$(BUILD)/objects/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call quiet,CC,$<)$(CC) $(CFLAGS) $(WERROR) $(DEFINE_$(call room,$*)) \
		$(INCLUDE_$(call room,$*)) -MMD -MP -c -o $@ $<

$(BUILD)/objects/render/html_head.o: $(BUILD)/generated/page.css.h

# The style sheet as an array of characters: a string literal of its length is
# more than C11 promises to take.
$(BUILD)/generated/page.css.h: render/page.css Makefile
	@mkdir -p $(@D)
	$(call quiet,CSS,$<){ echo 'static const char page_css[] = {'; \
	  od -An -v -tx1 $< | sed "s/ \(..\)/'\\\\x\1',/g"; \
	  echo '0 };'; } > $@

-include $(shell find $(BUILD)/objects -name '*.d' 2>/dev/null)

# ---- Library and program ----

$(BUILD)/libtalkmark.a: $(LIBRARY) $(BUILD)/files
	@rm -f $@
	$(call quiet,AR,$@)$(AR) rcs $@ $(LIBRARY)

$(BUILD)/libtalkmark.so.$(SOVERSION): $(LIBRARY)
	$(call quiet,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -shared \
		-Wl,-soname,libtalkmark.so.$(SOVERSION) -o $@ $^ $(LIBS)

$(BUILD)/libtalkmark.so: $(BUILD)/libtalkmark.so.$(SOVERSION)
	ln -sf libtalkmark.so.$(SOVERSION) $@

$(BUILD)/libprogram.a: $(PROGRAM) $(BUILD)/files
	@rm -f $@
	$(call quiet,AR,$@)$(AR) rcs $@ $(PROGRAM)

$(BUILD)/talkmark: $(BUILD)/objects/cli/main.o $(BUILD)/libprogram.a \
		$(BUILD)/libtalkmark.a
	$(call quiet,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PROGRAM_LIBS) $(LIBS)

# The program on the shared library: it links only where it keeps to the
# public header.
$(BUILD)/talkmark-shared: $(BUILD)/objects/cli/main.o $(BUILD)/libprogram.a \
		$(BUILD)/libtalkmark.so
	$(call quiet,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter-out %.so,$^) -L$(BUILD) \
		-Wl,-rpath,'$$ORIGIN' -ltalkmark $(PROGRAM_LIBS) -lutf8proc

# ---- Tests ----

$(BUILD)/tests/unit/%: $(BUILD)/objects/tests/unit/%.o $(BUILD)/libprogram.a \
		$(BUILD)/libtalkmark.a
	@mkdir -p $(@D)
	$(call quiet,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PROGRAM_LIBS) $(LIBS) -lcmocka

$(BUILD)/tests/helpers/%: $(BUILD)/objects/tests/helpers/%.o \
		$(BUILD)/libprogram.a $(BUILD)/libtalkmark.a
	@mkdir -p $(@D)
	$(call quiet,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PROGRAM_LIBS) $(LIBS)

# Each with its own library and no other: what a program loads takes time.
DRIVER_LIBS_cmark_html := libcmark
DRIVER_LIBS_md4c_html := md4c-html
$(BUILD)/tests/bench/%: $(BUILD)/objects/tests/bench/%.o \
		$(BUILD)/objects/tests/bench/html_files.o
	@mkdir -p $(@D)
	$(call quiet,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ \
		$(shell $(PKG_CONFIG) --libs $(DRIVER_LIBS_$*))

# It fails our allocations one by one: its comment says how.
comma := ,
$(BUILD)/tests/helpers/allocations: private override LDFLAGS += \
	$(addprefix -Wl$(comma)--wrap=,malloc calloc realloc free)

# Preloaded, it makes the program's system calls and allocations fail.
FAULTS := $(BUILD)/tests/faults/inject.so
$(BUILD)/tests/faults/%.so: $(BUILD)/objects/tests/faults/%.o
	@mkdir -p $(@D)
	$(call quiet,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -shared -o $@ $^

tests: all $(BUILD)/talkmark-shared $(UNIT_TESTS) $(HELPERS) $(DRIVERS) $(FAULTS)

check:
	tools/need.sh build check
	$(MAKE) --no-print-directory $(JOBS) WERROR=-Werror tests
	$(PYTHON) tests/run.py --build $(BUILD)

# Without -Werror: instrumented code makes gcc warn of what cannot happen.
SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=all
sanitize:
	tools/need.sh build check
	$(MAKE) --no-print-directory $(JOBS) BUILD=$(BUILD)/sanitize HARDENING= \
		CFLAGS='-O1 -g -fno-omit-frame-pointer $(SANITIZERS)' \
		LDFLAGS='$(SANITIZERS)' tests
	$(PYTHON) tests/run.py --build $(BUILD)/sanitize --sanitized

# The ledger in LibreOffice: large to install, so it is no part of check.
check-office:
	tools/need.sh build check office
	$(MAKE) --no-print-directory $(JOBS) WERROR=-Werror all
	TALKMARK_BUILD=$(abspath $(BUILD)) $(PYTHON) tests/readers/office_ledger.py

# Write what the examples' outputs are now over what they were; review it with
# git diff.
golden: all
	$(PYTHON) tests/golden/test_golden.py --update --build $(BUILD)

demo:
	@tools/need.sh build
	@$(MAKE) --no-print-directory $(JOBS) all
	@tools/demo.sh $(BUILD)

# The READMEs' pictures: look at them before you commit them.
picture:
	@tools/need.sh build picture
	@$(MAKE) --no-print-directory $(JOBS) all
	@$(PYTHON) tools/picture.py $(BUILD)

# Every system call and every allocation; check tries some of them.
faults:
	tools/need.sh build check
	$(MAKE) --no-print-directory $(JOBS) WERROR=-Werror tests
	TALKMARK_FAULTS=all $(PYTHON) tests/run.py --build $(BUILD) tests/faults
.PHONY: faults

# The same bytes from gcc and clang at -O0 and -O3, in every setting; check
# tries one build and the settings together.
determinism:
	tools/need.sh build check
	$(MAKE) --no-print-directory $(JOBS) WERROR=-Werror all
	TALKMARK_DETERMINISM=all $(PYTHON) tests/run.py --build $(BUILD) \
		tests/determinism
.PHONY: determinism

# ---- Fuzzing and measuring ----

TIME ?= 60
fuzz:
	tools/need.sh build check
	tests/fuzz/run.sh $(BUILD)/fuzz $(TIME)

$(BUILD)/tests/fuzz/%: $(BUILD)/objects/tests/fuzz/%.o $(BUILD)/libprogram.a \
		$(BUILD)/libtalkmark.a
	@mkdir -p $(@D)
	$(call quiet,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(PROGRAM_LIBS) $(LIBS)

fuzzers: $(FUZZERS)
.PHONY: fuzzers

# Into $(BUILD)/bench; bench-publish puts what was measured last into docs/.
bench:
	tools/need.sh build check bench
	$(MAKE) --no-print-directory $(JOBS) tests
	$(PYTHON) tests/bench/bench.py --build $(BUILD)

bench-publish:
	$(PYTHON) tests/bench/bench.py --build $(BUILD) --publish
.PHONY: bench-publish

# ---- Upkeep ----

OURS = $(wildcard talk/*.[ch] parser/*.[ch] render/*.[ch] cli/*.[ch] \
	tests/*.[ch] tests/*/*.[ch])
format:
	tools/need.sh lint
	clang-format -i $(OURS)

lint:
	tools/need.sh build lint
	clang-format --dry-run -Werror $(OURS)

# Their first word is the shell's.
SHARE = $(PREFIX)/share
COMPLETIONS := bash-completion/completions/talkmark \
	zsh/site-functions/_talkmark fish/vendor_completions.d/talkmark.fish

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib \
		$(DESTDIR)$(PREFIX)/include/talkmark
	install -m 755 $(BUILD)/talkmark $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(BUILD)/libtalkmark.a $(DESTDIR)$(PREFIX)/lib/
	install -m 755 $(BUILD)/libtalkmark.so.$(SOVERSION) \
		$(DESTDIR)$(PREFIX)/lib/
	ln -sf libtalkmark.so.$(SOVERSION) \
		$(DESTDIR)$(PREFIX)/lib/libtalkmark.so
	install -m 644 talk/talkmark.h talk/kinds.def talk/statuses.def \
		talk/orders.def $(DESTDIR)$(PREFIX)/include/talkmark/
	install -d $(DESTDIR)$(SHARE)/man/man1 $(DESTDIR)$(SHARE)/man/man5 \
		$(addprefix $(DESTDIR)$(SHARE)/,$(dir $(COMPLETIONS)))
	install -m 644 man/talkmark.1 $(DESTDIR)$(SHARE)/man/man1/
	install -m 644 man/talkmark.5 $(DESTDIR)$(SHARE)/man/man5/
	$(foreach file,$(COMPLETIONS),$(BUILD)/talkmark completion \
		$(firstword $(subst -, ,$(subst /, ,$(file)))) \
		> $(DESTDIR)$(SHARE)/$(file) &&) true

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/talkmark \
		$(DESTDIR)$(PREFIX)/lib/libtalkmark.a \
		$(DESTDIR)$(PREFIX)/lib/libtalkmark.so* \
		$(DESTDIR)$(PREFIX)/include/talkmark/talkmark.h \
		$(DESTDIR)$(PREFIX)/include/talkmark/kinds.def \
		$(DESTDIR)$(PREFIX)/include/talkmark/statuses.def \
		$(DESTDIR)$(PREFIX)/include/talkmark/orders.def
	rm -f $(DESTDIR)$(SHARE)/man/man1/talkmark.1 \
		$(DESTDIR)$(SHARE)/man/man5/talkmark.5 \
		$(addprefix $(DESTDIR)$(SHARE)/,$(COMPLETIONS))
	-rmdir $(DESTDIR)$(PREFIX)/include/talkmark

clean:
	rm -rf $(BUILD)

help:
	@echo 'make           build $(BUILD)/talkmark and the library'
	@echo 'make demo      install what is missing, render examples/'
	@echo 'make check     install what is missing, run every test'
	@echo 'make check-office   the ledger in LibreOffice (300 MB to install)'
	@echo 'make determinism   the same bytes from four builds, in every setting'
	@echo 'make sanitize  the tests under ASan and UBSan'
	@echo 'make faults    let every system call and allocation fail in turn'
	@echo 'make golden    renew the expected outputs of the examples'
	@echo 'make picture   take the pictures of the READMEs anew'
	@echo 'make fuzz      fuzz for TIME=60 seconds a target'
	@echo 'make bench     time and memory beside others; bench-publish: into docs/'
	@echo 'make format    format the C sources;  make lint  check them'
	@echo 'make install   to PREFIX=/usr/local, DESTDIR= before it'
	@echo 'make clean     remove $(BUILD)'

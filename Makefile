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
# assert(!"what cannot be") is a text taken for a truth on purpose.
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
INCLUDE_records := -Irecords -Italk
INCLUDE_cli := -Icli -Irender -Irecords -Italk -I$(BUILD)/generated
INCLUDE_tests := -Itests -Icli -Irender -Irecords -Iparser -Italk \
	-I$(BUILD)/generated
DEFINE_cli := -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
DEFINE_tests := $(DEFINE_cli)

# ---- Files ----

objects = $(patsubst %.c,$(BUILD)/objects/%.o,$(wildcard $(1)))
LIBRARY := $(call objects,talk/*.c parser/*.c)
PROGRAM := $(filter-out $(BUILD)/objects/cli/main.o,\
	$(call objects,render/*.c records/*.c cli/*.c))
UNIT_TESTS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/test_*.c))
HELPERS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/helpers/*.c))
# The drivers of other libraries that make bench measures beside, md4c's where
# it is there, and that of what the program cannot do without.
DRIVERS := $(addprefix $(BUILD)/tests/bench/,cmark_html least \
	$(shell $(PKG_CONFIG) --exists md4c-html 2>/dev/null && echo md4c_html))
FUZZERS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
READERS := $(call objects,tests/fuzz/read*.c)
# The fuzz targets without the fuzzer, with any compiler: they replay cases.
REPLAYS := $(patsubst tests/fuzz/fuzz_%.c,$(BUILD)/tests/fuzz/replay_%,\
	$(wildcard tests/fuzz/fuzz_*.c))

.PHONY: all library tests check sanitize demo bench fuzz format lint install \
	uninstall clean help golden picture check-office
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/talkmark library $(BUILD)/man/talkmark-rules.7
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

$(BUILD)/objects/cli/explain.o: $(BUILD)/generated/explanations.def

# What the rules mean, as check --explain prints it and as a manual page.
$(BUILD)/generated/explanations.def: form := table
$(BUILD)/man/talkmark-rules.7: form := page
$(BUILD)/generated/explanations.def $(BUILD)/man/talkmark-rules.7: \
		spec/rules.md tools/rules.awk
	@mkdir -p $(@D)
	$(call quiet,AWK,$@)LC_ALL=C awk -v form=$(form) -f tools/rules.awk $< > $@

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
DRIVER_LIBS_least := libcmark libutf8proc
$(BUILD)/tests/bench/least: $(BUILD)/libtalkmark.a
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

$(BUILD)/tests/fuzz/replay_%: $(BUILD)/objects/tests/fuzz/fuzz_%.o \
		$(BUILD)/objects/tests/fuzz/replay.o $(READERS) \
		$(BUILD)/libprogram.a $(BUILD)/libtalkmark.a
	@mkdir -p $(@D)
	$(call quiet,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PROGRAM_LIBS) $(LIBS)

tests: all $(BUILD)/talkmark-shared $(REPLAYS) $(UNIT_TESTS) $(HELPERS) $(DRIVERS) $(FAULTS)

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
	TALKMARK_BUILD=$(abspath $(BUILD)) $(PYTHON) tests/docs/test_rules.py --update

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

# Break the code in one place after another: does a test tell? Takes an hour.
mutation:
	tools/need.sh build check
	$(PYTHON) tests/mutation/mutate.py --folder $(BUILD)/mutation
.PHONY: mutation

# The threaded paths, under ThreadSanitizer: what a race is found in exits 66,
# which no test takes. The build is the one that check's own try is made with.
tsan:
	tools/need.sh build check
	$(MAKE) --no-print-directory $(JOBS) BUILD=$(BUILD)/thread HARDENING= \
		CFLAGS='-O1 -g -fsanitize=thread' LDFLAGS=-fsanitize=thread all
	$(PYTHON) tests/run.py --build $(BUILD)/thread --sanitized \
		tests/terminal/test_jobs tests/determinism
.PHONY: tsan

valgrind:
	tools/need.sh build check memcheck
	$(MAKE) --no-print-directory $(JOBS) WERROR=-Werror tests
	TALKMARK_BUILD=$(abspath $(BUILD)) $(PYTHON) tests/memcheck/memcheck.py
.PHONY: valgrind

# What the tests run of the C. They may fail here, check is where they may not:
# the counters are files that the program under test opens and writes too, and
# where it may not, it says so.
COVERAGE_TESTS := spec/ $(addprefix tests/,unit cli commonmark determinism \
	faults golden hostile/test_hostile malformed terminal)
coverage:
	tools/need.sh build check
	$(MAKE) --no-print-directory $(JOBS) BUILD=$(BUILD)/coverage HARDENING= \
		CFLAGS='-O0 -fmerge-constants -g --coverage -fprofile-update=atomic' \
		LDFLAGS=--coverage tests
	find $(BUILD)/coverage -name '*.gcda' -delete
	-$(PYTHON) tests/run.py --build $(BUILD)/coverage $(COVERAGE_TESTS)
	$(PYTHON) tests/coverage/coverage.py --build $(BUILD)/coverage \
		--missing $(BUILD)/coverage/missing.txt
.PHONY: coverage

# ---- Fuzzing and measuring ----

TIME ?= 60
fuzz:
	tools/need.sh build check
	tests/fuzz/run.sh $(BUILD)/fuzz $(TIME)

$(BUILD)/tests/fuzz/fuzz_%: $(BUILD)/objects/tests/fuzz/fuzz_%.o $(READERS) \
		$(BUILD)/libprogram.a $(BUILD)/libtalkmark.a
	@mkdir -p $(@D)
	$(call quiet,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(PROGRAM_LIBS) $(LIBS)

# The targets and their readers are not what is tried: without instruments they
# take a tenth of the time.
$(BUILD)/objects/tests/fuzz/%.o: override CFLAGS += $(FUZZ_CFLAGS)

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

OURS = $(wildcard talk/*.[ch] parser/*.[ch] render/*.[ch] records/*.[ch] \
	cli/*.[ch] tests/*.[ch] tests/*/*.[ch])
format:
	tools/need.sh lint
	clang-format -i $(OURS)

lint:
	tools/need.sh build lint
	clang-format --dry-run -Werror $(OURS)

# Three analysers; a finding of any of them fails. What is switched off has its
# reason beside it: .clang-tidy, tools/cppcheck.txt, and for gcc here.
#   malloc-leak      gcc 12 loses what is kept in an element of an array;
#                    valgrind, ASan and tests/faults/ see leaks
#   null-argument, null-dereference
#                    it does not know that a text without data has size 0
#                    (talk/text.h); clang's analyser, which does, asks the same
#   use-of-uninitialized-value
#                    a small structure that a function of another file returns
#                    has no values for it; valgrind knows
# Without optimisation, which takes away what is wrong.
GCC_ANALYSER := -O0 -g -fanalyzer $(addprefix -Wno-analyzer-,malloc-leak \
	null-argument null-dereference use-of-uninitialized-value)
TIDY := $(patsubst %.c,$(BUILD)/tidy/%,$(wildcard talk/*.c parser/*.c \
	render/*.c records/*.c cli/*.c))
analyze:
	tools/need.sh build lint
	$(MAKE) --no-print-directory $(JOBS) BUILD=$(BUILD)/analyze CC=gcc HARDENING= \
		WERROR=-Werror CFLAGS='$(GCC_ANALYSER)' objects
	cppcheck --quiet --enable=warning,performance,portability --std=c11 \
		--suppressions-list=tools/cppcheck.txt --error-exitcode=1 -Italk \
		-Iparser -Irender -Irecords -Icli -DHAVE_XLSXWRITER talk parser \
		render records cli
	$(MAKE) --no-print-directory $(JOBS) tidy
.PHONY: analyze

objects: $(LIBRARY) $(PROGRAM) $(BUILD)/objects/cli/main.o
tidy: $(TIDY)
.PHONY: objects tidy

# An empty file for each source that nothing is found in.
$(BUILD)/tidy/%: %.c .clang-tidy $(wildcard talk/*.h parser/*.h render/*.h \
		records/*.h cli/*.h */*.def) $(BUILD)/generated/page.css.h \
		$(BUILD)/generated/explanations.def
	@mkdir -p $(@D)
	$(call quiet,TIDY,$<)clang-tidy --quiet --warnings-as-errors='*' $< -- \
		-std=c11 $(filter -D%,$(CFLAGS)) $(DEFINE_$(call room,$*)) \
		$(INCLUDE_$(call room,$*)) 2>$@.log || { cat $@.log >&2; exit 1; }
	@rm -f $@.log
	@touch $@

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
	install -d $(addprefix $(DESTDIR)$(SHARE)/man/man,1 5 7) \
		$(addprefix $(DESTDIR)$(SHARE)/,$(dir $(COMPLETIONS)))
	install -m 644 man/talkmark.1 $(DESTDIR)$(SHARE)/man/man1/
	install -m 644 man/talkmark.5 $(DESTDIR)$(SHARE)/man/man5/
	install -m 644 $(BUILD)/man/talkmark-rules.7 $(DESTDIR)$(SHARE)/man/man7/
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
		$(DESTDIR)$(SHARE)/man/man7/talkmark-rules.7 \
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
	@echo 'make tsan      the threaded paths under ThreadSanitizer'
	@echo 'make valgrind  the unit tests, every command and format under memcheck'
	@echo 'make coverage  what the tests run of the C: lines and branches'
	@echo 'make mutation  break the code in many places: do the tests tell?'
	@echo 'make golden    renew the expected outputs of the examples'
	@echo 'make picture   take the pictures of the READMEs anew'
	@echo 'make fuzz      fuzz for TIME=60 seconds a target'
	@echo 'make bench     time and memory beside others; bench-publish: into docs/'
	@echo 'make format    format the C sources;  make lint  check them'
	@echo 'make analyze   gcc -fanalyzer, clang-tidy and cppcheck'
	@echo 'make install   to PREFIX=/usr/local, DESTDIR= before it'
	@echo 'make clean     remove $(BUILD)'

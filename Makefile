# make demo      try komet on sample customers
# make test      run every test
# make           build it
# make install   put it under PREFIX (default /usr/local), with its manual and completions
# make dist      make a tarball that runs without Swift, under .build/packages
# make deb       make a Debian package, under .build/packages
# make bench     print the inner figures
# make fuzz      let libFuzzer loose on what reads bytes, FUZZ_SECONDS (60) on each
# make sanitize  run the tests under Thread- and AddressSanitizer
# make soak      100,000 events in one process; every command that writes killed 200 times
# make proof     all of these and every test in full, with a page of figures at the end
# make messages  list every message that people get, by where it comes from
# make lint      check the source's form
# make pictures  draw the browser and the themes into themes/*.svg

PREFIX ?= /usr/local
SWIFT ?= swift

LIBRARIES = libncurses-dev libcurl4-openssl-dev libsqlite3-dev libsimdjson-dev libxlsxwriter-dev \
  libtomlplusplus-dev
TEST_TOOLS = tmux python3 curl openssl procps zsh fish miller
TEST_COMMANDS = tmux python3 curl openssl pgrep zsh fish mlr
PKG_CONFIG_NAMES = ncursesw libcurl sqlite3 simdjson xlsxwriter tomlplusplus

# A static Swift runtime starts faster and needs no Swift where it is installed; macOS has its own.
RELEASE = -c release $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)

.PHONY: all build demo test bench fuzz sanitize soak proof messages lint pictures install uninstall dist deb libraries test-tools clean

all: build

build: libraries
	$(SWIFT) build $(RELEASE) --product komet
	@commit="$$(git describe --always --dirty --abbrev=10 --exclude='*' 2>/dev/null || echo unknown)" && \
	  echo "$$commit $$(date -u $${SOURCE_DATE_EPOCH:+-d@$$SOURCE_DATE_EPOCH} +%F)" \
	    > "$$($(SWIFT) build $(RELEASE) --show-bin-path)/komet-build.txt"

demo: build
	@exec "$$($(SWIFT) build $(RELEASE) --show-bin-path)/komet" --demo

test: libraries test-tools
	$(SWIFT) test

bench: libraries
	$(SWIFT) run $(RELEASE) Benchmarks

# Fuzzers and sanitizers build the modules anew, each in a folder of its own.
FUZZERS = answers query similar config theme keys export screen
FUZZ_SECONDS ?= 60
# What the linker takes for dead are the counters that lead libFuzzer on.
FUZZ_BUILD = -c release --scratch-path .build/fuzz --product Fuzzers --disable-dead-strip \
  --sanitize=fuzzer --sanitize=address -Xswiftc -enable-testing

fuzz: libraries
	KOMET_FUZZ=all $(SWIFT) build $(FUZZ_BUILD)
	@program="$$(KOMET_FUZZ=all $(SWIFT) build $(FUZZ_BUILD) --show-bin-path)/Fuzzers"; \
	for fuzzer in $(FUZZERS); do \
	  corpus=.build/fuzz/corpus/$$fuzzer; log=.build/fuzz/$$fuzzer.log; mkdir -p "$$corpus"; \
	  SWIFT_BACKTRACE=enable=no KOMET_FUZZ=$$fuzzer KOMET_FUZZ_SEEDS="$$corpus" "$$program" "$$corpus" \
	    -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=20 -rss_limit_mb=4096 -detect_leaks=0 -print_final_stats=1 \
	    -artifact_prefix=.build/fuzz/$$fuzzer- > "$$log" 2>&1 || { tail -40 "$$log"; exit 1; }; \
	  runs=$$(sed -n 's/^stat::number_of_executed_units: *//p' "$$log"); \
	  echo "fuzz: $$fuzzer: $$runs executions, $$(ls "$$corpus" | wc -l) inputs in its corpus, nothing found"; \
	done

# Whole programs are slow under them, and their ends are not theirs; what a text costs they multiply: those stay out.
SANITIZED = --disable-xctest --skip EndToEndTests --skip LongTextTests

sanitize: libraries
	TSAN_OPTIONS=suppressions=$(CURDIR)/.ci/thread-sanitizer \
	  $(SWIFT) test --sanitize=thread --scratch-path .build/tsan $(SANITIZED)
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --sanitize=address --scratch-path .build/asan $(SANITIZED)

soak: libraries test-tools
	KOMET_PROOF=full $(SWIFT) test --filter 'SoakTests|KillTests'

proof: libraries test-tools
	@mkdir -p .build && rm -f .build/proof.log
	@for target in sanitize fuzz soak; do \
	  $(MAKE) $$target FUZZ_SECONDS=600 >> .build/proof.log 2>&1 || { tail -40 .build/proof.log; exit 1; }; \
	done
	@KOMET_PROOF=full $(SWIFT) test --skip 'SoakTests|KillTests' >> .build/proof.log 2>&1 || { tail -40 .build/proof.log; exit 1; }
	@grep -E '^(fuzz|soak|kill -9|memory|descriptors|threads)|Test run with' .build/proof.log

messages:
	@.ci/messages Sources

lint:
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift

pictures: build test-tools
	.ci/pictures "$$($(SWIFT) build $(RELEASE) --show-bin-path)/komet" themes/steps.svg
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/komet" themes picture --force themes/themes.svg themes/*.toml

# Where zsh looks for completions; Debian's packages use another folder.
ZSH_COMPLETIONS ?= share/zsh/site-functions
root = $(DESTDIR)$(PREFIX)
completions = bash:share/bash-completion/completions/komet zsh:$(ZSH_COMPLETIONS)/_komet \
  fish:share/fish/vendor_completions.d/komet.fish

install: build
	@bin="$$($(SWIFT) build $(RELEASE) --show-bin-path)" && \
	  install -d "$(root)/bin" "$(root)/share/komet/themes" \
	    "$(root)/share/man/man1" "$(root)/share/man/man5" && \
	  install -m 755 "$$bin/komet" "$(root)/bin/komet" && \
	  install -m 644 themes/*.toml "$(root)/share/komet/themes/" && \
	  install -m 644 "$$bin/komet-build.txt" "$(root)/share/komet/build" && \
	  "$$bin/komet" manual > "$(root)/share/man/man1/komet.1" && \
	  "$$bin/komet" manual komet-config > "$(root)/share/man/man5/komet-config.5" && \
	  chmod 644 "$(root)/share/man/man1/komet.1" "$(root)/share/man/man5/komet-config.5" && \
	  for entry in $(completions); do \
	    file="$(root)/$${entry#*:}" && install -d "$$(dirname "$$file")" && \
	      "$$bin/komet" --generate-completion-script "$${entry%%:*}" > "$$file" && \
	      chmod 644 "$$file" || exit 1; \
	  done
	@echo "komet is in $(root)/bin"

uninstall:
	rm -f "$(root)/bin/komet" "$(root)/share/man/man1/komet.1" "$(root)/share/man/man5/komet-config.5" \
	  $(foreach entry,$(completions),"$(root)/$(lastword $(subst :, ,$(entry)))")
	rm -rf "$(root)/share/komet"

VERSION = $(shell sed -n 's/.*static let version = "\(.*\)"/\1/p' Sources/komet/Komet.swift)
MACHINE = $(shell uname -m)
PACKAGES = .build/packages

dist:
	rm -rf "$(PACKAGES)/komet-$(VERSION)"
	$(MAKE) install DESTDIR="$(PACKAGES)/komet-$(VERSION)" PREFIX=
	strip "$(PACKAGES)/komet-$(VERSION)/bin/komet"
	tar -C "$(PACKAGES)" --owner=0 --group=0 -czf "$(PACKAGES)/komet-$(VERSION)-$(MACHINE).tar.gz" \
	  "komet-$(VERSION)"
	@echo "$(PACKAGES)/komet-$(VERSION)-$(MACHINE).tar.gz"

deb:
	rm -rf "$(PACKAGES)/deb"
	$(MAKE) install DESTDIR="$(PACKAGES)/deb/root" PREFIX=/usr ZSH_COMPLETIONS=share/zsh/vendor-completions
	.packaging/deb "$(PACKAGES)/deb" "$(VERSION)" "$(PACKAGES)"

libraries:
	@command -v $(SWIFT) >/dev/null || { \
	  echo "komet needs Swift 6.1 or newer: see https://www.swift.org/install" >&2; exit 1; }
	@$(call install-missing,$(LIBRARIES),pkg-config --exists $(PKG_CONFIG_NAMES))

test-tools:
	@$(call install-missing,$(TEST_TOOLS),command -v $(TEST_COMMANDS:%=% >/dev/null && command -v) true >/dev/null)

clean:
	rm -rf .build

# $(1): Debian packages; installs those that are missing.
# $(2): where there is no apt-get, a command that succeeds if all are there.
define install-missing
if command -v apt-get >/dev/null; then \
  missing=; \
  for package in $(1); do \
    dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q '^install ok installed' \
      || missing="$$missing $$package"; \
  done; \
  if [ -n "$$missing" ]; then \
    if [ "$$(id -u)" = 0 ]; then sudo=; \
    elif command -v sudo >/dev/null; then sudo=sudo; \
    else echo "As root, run: apt-get install$$missing" >&2; exit 1; fi; \
    echo "Installing$$missing"; \
    $$sudo apt-get update -qq && \
      $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
  fi; \
elif ! { $(2); } 2>/dev/null; then \
  echo "Please install what Debian calls: $(1)" >&2; exit 1; \
fi
endef

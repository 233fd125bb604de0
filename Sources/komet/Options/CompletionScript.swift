import ArgumentParser
import TerminalUI
import Wording

/// What a shell reads to complete command lines of komet.
struct CompletionScript {
  let text: String

  /// The option by which it is asked for, which the parser has under the same name.
  private static let option = "--generate-completion-script"

  /// Nil unless the arguments ask for the script of a known shell.
  init?(_ arguments: [String]) {
    guard arguments.count == 2, arguments[0] == Self.option,
      let shell = CompletionShell(rawValue: arguments[1])
    else { return nil }
    self.init(for: shell)
  }

  init(for shell: CompletionShell) {
    let script = CompletedKomet.completionScript(for: shell)
    switch shell {
    case .bash: text = Self.withWholeWords(bash: script)
    case .zsh: text = Self.withOpenEnds(zsh: script)
    default: text = Self.withOptionalCount(fish: script)
    }
  }

  /// Bash reads the script and does not run it.
  private static let hashbang = "#!/bin/bash\n\n"

  private static func withWholeWords(bash script: String) -> String {
    script.replacing(hashbang, with: "", maxReplacements: 1)
      // The number stands behind `=` only, so that this is a flag to whatever follows it.
      .replacing(/(non_repeating_flags=\([^)]*)(\)\n.*\n.*non_repeating_options=\(.*) --demo(.*\))/) {
        "\($0.1) --demo\($0.2)\($0.3)"
      }
      .replacing("    '--demo')\n        return\n        ;;\n", with: "") + bashWords
  }

  /// To bash `=` is a word of its own, but the script knows an option's value only as the word that follows.
  ///
  /// After the colon of a field comes what to look for, and no blank.
  private static let bashWords = """

    _komet_with_whole_words() {
        local -a words=()
        local -i index cursor="${COMP_CWORD}"
        for ((index = 0; index < ${#COMP_WORDS[@]}; index++)); do
            if [[ "${COMP_WORDS[index]}" != '=' || "${words[-1]}" != --* ]]; then
                words+=("${COMP_WORDS[index]}")
            elif ((index == COMP_CWORD)); then
                words+=('')
            elif ((index < COMP_CWORD)); then
                ((cursor--))
            fi
        done
        COMP_WORDS=("${words[@]}")
        COMP_CWORD="${cursor}"
        while [[ "${COMP_LINE}" =~ ^(.*[[:space:]]--[a-z-]+)=(.*)$ ]]; do
            COMP_LINE="${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"
        done
        _komet "${1}" "${2#=}" "${words[cursor - 1]}"
        local word
        for word in "${COMPREPLY[@]}"; do
            [[ "${word}" = *: ]] || return 0
        done
        # As names of files their colons would be escaped.
        compopt -o nospace +o filenames
    }

    complete -o filenames -F _komet_with_whole_words komet

    """

  private static func withOpenEnds(zsh script: String) -> String {
    script
      .replacing(
        #"local -ar non_empty_completions=("${@:#(|:*)}")"#,
        with: #"""
          local -ar non_empty_completions=("${@:#(|:*|*:)}")
              local -ar open_completions=("${(M)@:#?*:}")
          """#
      )
      .replacing(
        "'' non_empty_completions --", with: "'' non_empty_completions -- open_completions -S '' --"
      )
      // A value may stand behind a blank or `=`; that of `--demo` only behind `=`.
      .replacing(/'--([a-z-]+)(\[(?:\\.|[^\]\\])*\]):/) {
        $0.1 == "demo" ? "'--demo=-\($0.2)::" : "'--\($0.1)=\($0.2):"
      } + "\n"
  }

  private static func withOptionalCount(fish script: String) -> String {
    script.replacing("'demo='", with: "'demo=?'")
      .replacing(/(-l 'demo' -d '[^']*') -rfka ''/) { "\($0.1) -f" } + "\n" + fishDescendingSort
  }

  /// What begins with a minus fish takes for an option of its own, even behind one that wants a value.
  private static let fishDescendingSort = """

    function __komet_sorts_descending
        string match -q -- '-*' (commandline -ct)
        and test (__komet_tokens -pc)[-1] = --sort
    end

    complete -c 'komet' -n __komet_sorts_descending -fka '(__komet_custom_completion ---completion list -- --sort (count (__komet_tokens -pc)) (__komet_tokens -tC))'

    """
}

/// The program as shells complete it: the options of the browser stand without a command, too.
///
/// The parser itself looks for them in the default command, of which its completions know nothing.
struct CompletedKomet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: Komet.configuration.commandName, abstract: Komet.configuration.abstract,
    version: Komet.version, subcommands: Komet.configuration.subcommands)

  @OptionGroup var browse: BrowseCommand

  /// What asks the program for completions, as the scripts do.
  static let request = "---completion"
}

extension RawRepresentable<String> where Self: CaseIterable {
  /// Reads what a person wrote after an option; throws with the word that was meant, or all there are.
  static func argument(_ word: String) throws -> Self {
    if let value = Self(rawValue: word) { return value }
    throw ValidationError(nameAdvice(for: word, among: allCases.map(\.rawValue)))
  }

  /// What a shell offers after the option.
  static var completion: CompletionKind { .list(allCases.map(\.rawValue)) }
}

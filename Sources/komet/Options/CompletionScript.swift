import ArgumentParser

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
    case .bash: text = script.replacing(Self.hashbang, with: "", maxReplacements: 1) + Self.bashWithoutBlanks
    case .zsh: text = Self.withoutBlanks(zsh: script)
    default: text = script + "\n"
    }
  }

  /// Bash reads the script and does not run it.
  private static let hashbang = "#!/bin/bash\n\n"

  /// After the colon of a field comes what to look for, and no blank; fish knows that by itself.
  private static let bashWithoutBlanks = """

    _komet_without_blanks() {
        _komet "${@}"
        local word
        for word in "${COMPREPLY[@]}"; do
            [[ "${word}" = *: ]] || return 0
        done
        # As names of files their colons would be escaped.
        compopt -o nospace +o filenames
    }

    complete -o filenames -F _komet_without_blanks komet

    """

  private static func withoutBlanks(zsh script: String) -> String {
    script
      .replacing(
        #"local -ar non_empty_completions=("${@:#(|:*)}")"#,
        with: #"""
          local -ar non_empty_completions=("${@:#(|:*|*:)}")
              local -ar open_completions=("${(M)@:#?*:}")
          """#
      )
      .replacing(
        "'' non_empty_completions --", with: "'' non_empty_completions -- open_completions -S '' --") + "\n"
  }
}

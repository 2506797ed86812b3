import type { Line } from './completion-lines.ts'

/** What bash reads: candidates come one a line through `mapfile`, so that names with blanks stay whole. */
export function bashCompletion(lines: readonly Line[]): string {
  const cases = lines.map(caseOf)
  const alone = lines.filter(({ words }) => words !== '' && !words.includes(' ')).map(caseOf)
  const valued = new Set(
    lines.flatMap(({ flags }) => flags.filter(({ takes }) => takes !== undefined).map(({ name }) => name)),
  )
  return `_symbolon() {
  local line='' words='' flags='' paths='' files=0 skip=0 word
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if ((skip)); then skip=0; continue; fi
    case "$word" in
      ${[...valued].join('|')}) skip=1; continue ;;
      -*) continue ;;
    esac
    case "$line" in *' '*) break ;; esac
    line="\${line:+$line }$word"
  done
  case "$line" in
${cases.join('\n')}
    *)
      case "\${line%% *}" in
${alone.map((one) => `    ${one}`).join('\n')}
      esac ;;
  esac
  if [[ $before == --as ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$("\${COMP_WORDS[0]}" completion profiles 2>/dev/null)" -- "$current")
  elif [[ " $paths " == *" $before "* ]] || { ((files)) && ((!skip)) && [[ $current != -* ]]; }; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  elif ((skip)); then
    return
  elif [[ $current == -* || -z $words ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$current")
  else
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  fi
}
complete -F _symbolon symbolon
`
}

function caseOf({ words, choices, flags, files }: Line): string {
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).join(' ')
  const paths = names(flags.filter(({ takes }) => takes === 'file'))
  return `    '${words}') words='${names(choices)}' flags='${names(flags)}' paths='${paths}' files=${files ? 1 : 0} ;;`
}

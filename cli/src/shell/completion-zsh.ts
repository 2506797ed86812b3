import type { Choice, Flag, Line } from './completion-lines.ts'

/** What zsh reads: `_arguments` for every verb, `_describe` for the words before it. */
export function zshCompletion(lines: readonly Line[]): string {
  const top = lines.find(({ words }) => words === '')
  const nouns = lines.filter(({ words, flags }) => words !== '' && flags.length === 0)
  const verbs = lines.filter(({ flags }) => flags.length > 0)
  return `#compdef symbolon

_symbolon_profiles() {
  local -a names
  names=(\${(f)"$(symbolon completion profiles 2>/dev/null)"})
  _describe profile names
}

_symbolon() {
  local -a choices
  local line='' word verb
  local -i at=2
  for ((; at < CURRENT; at++)); do
    word=\${words[at]}
    [[ $word == -* ]] && break
    line="\${line:+$line }$word"
    [[ $line == *' '* ]] && break
  done
  if ((CURRENT == 2)); then
    choices=(${choicesText(top?.choices ?? [])})
    _describe command choices
    return
  fi
  case $line in
${nouns.map(nounText).join('\n')}
  esac
  for verb in $line \${line%% *}; do
    case $verb in
${verbs.map(verbText).join('\n')}
    esac
  done
}

if [ "$funcstack[1]" = _symbolon ]; then
  _symbolon "$@"
else
  compdef _symbolon symbolon
fi
`
}

function nounText({ words, choices }: Line): string {
  return `    ${words})
      choices=(${choicesText(choices)})
      _describe command choices
      return ;;`
}

// The verb and what stands before it become one command word, as `_arguments` expects it.
function verbText({ words, choices, flags, files }: Line): string {
  const operands = files
    ? ["'*:file:_files'"]
    : choices.length > 0
      ? [`'1:choice:(${choices.map(({ name }) => name).join(' ')})'`]
      : []
  const count = words.split(' ').length
  const specs = [...flags.map(flagText), ...operands]
  return `      ${quote(words)})
        words=("$verb" "\${(@)words[${count + 2},-1]}")
        ((CURRENT -= ${count}))
        _arguments ${specs.join(' ')}
        return ;;`
}

function choicesText(choices: readonly Choice[]): string {
  return choices.map(({ name, about }) => quote(`${name}:${about}`)).join(' ')
}

function flagText({ name, about, takes }: Flag): string {
  const value = { profile: ':profile:_symbolon_profiles', file: ':file:_files', text: ':value: ' }
  const told = about.replace(/[[\]:\\]/g, (character) => `\\${character}`)
  return quote(`*${name}[${told}]${takes === undefined ? '' : value[takes]}`)
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

import type { Flag, Line } from './completion-lines.ts'

/** What fish reads. Files are offered only where a verb takes some; `--as` offers the profiles of this machine. */
export function fishCompletion(lines: readonly Line[]): string {
  const written = lines.flatMap((line) => {
    const condition = `-n '__symbolon_at ${line.words}'`
    const choices = line.choices.map(
      ({ name, about }) => `complete -c symbolon ${condition} -a ${name}${described(about)}`,
    )
    const files = line.files ? [`complete -c symbolon ${condition} -F`] : []
    return [...choices, ...files, ...line.flags.map((flag) => `complete -c symbolon ${condition} ${flagText(flag)}`)]
  })
  const valued = new Set(
    lines.flatMap(({ flags }) => flags.filter(({ takes }) => takes !== undefined).map(({ name }) => name)),
  )
  return `function __symbolon_at
  set -l words (commandline -opc)[2..-1]
  set -l line
  set -l skip 0
  for word in $words
    if test $skip -eq 1
      set skip 0
      continue
    end
    switch $word
      case ${[...valued].join(' ')}
        set skip 1
      case '-*'
      case '*'
        set -a line $word
    end
  end
  if test (count $argv) -lt 2; and not contains -- "$argv[1]" ${lines
    .filter(({ words, flags }) => !words.includes(' ') && flags.length > 0)
    .map(({ words }) => words)
    .join(' ')}
    test "$line" = "$argv"
  else
    set -l seen $line[1..(count $argv)] 2>/dev/null
    test "$seen" = "$argv"
  end
end
complete -c symbolon -f
${written.join('\n')}
`
}

function flagText({ name, about, takes }: Flag): string {
  const value = { profile: " -x -a '(symbolon completion profiles 2>/dev/null)'", file: ' -r -F', text: ' -x' }
  return `-l ${name.slice(2)}${takes === undefined ? '' : value[takes]}${described(about)}`
}

function described(about: string): string {
  return about === '' ? '' : ` -d ${quote(about)}`
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

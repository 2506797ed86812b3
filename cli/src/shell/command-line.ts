const valued: ReadonlySet<string> = new Set(['--as', '--node', '--lang'])
const helpFlags: ReadonlySet<string> = new Set(['-h', '--help'])
const versionFlags: ReadonlySet<string> = new Set(['-V', '--version'])

/**
 * The same words in the order that the program is described in: options that stand before the noun go behind it, `help
 * NOUN` is `NOUN --help`, and nothing at all is `--help`.
 * @param known names that a command line may begin with
 */
export function arrangeWords(argv: readonly string[], known: ReadonlySet<string>): string[] {
  const { leading, rest } = splitLeading(argv)
  if (leading.some((word) => versionFlags.has(word))) return ['--version']
  if (rest.length === 0) return [...leading.filter((word) => helpFlags.has(word)), '--help'].slice(0, 1)
  if (rest[0] === 'help') return helpOn(rest.slice(1), known)
  const words = rest.findIndex((word) => word.startsWith('-'))
  const at = words < 0 ? rest.length : words
  return [...rest.slice(0, at), ...leading, ...rest.slice(at)]
}

function splitLeading(argv: readonly string[]): { leading: readonly string[]; rest: readonly string[] } {
  let at = 0
  while (at < argv.length && argv[at]?.startsWith('-') === true) at += valued.has(argv[at] ?? '') ? 2 : 1
  return { leading: argv.slice(0, at), rest: argv.slice(at) }
}

// A noun that there is not has to be told, and a request for help would hide it.
function helpOn(asked: readonly string[], known: ReadonlySet<string>): string[] {
  const end = asked.findIndex((word) => word.startsWith('-'))
  const words = end < 0 ? asked : asked.slice(0, end)
  const [noun] = words
  return noun === undefined || known.has(noun) ? [...words, '--help'] : [noun]
}

/** The value of an option wherever it stands, for what has to be known before the rest is read. */
export function optionValue(argv: readonly string[], option: string): string | undefined {
  const at = argv.findIndex((word) => word === option || word.startsWith(`${option}=`))
  if (at < 0) return undefined
  return argv[at] === option ? argv[at + 1] : argv[at]?.slice(option.length + 1)
}

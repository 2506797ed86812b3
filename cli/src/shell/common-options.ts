import { type OptionSpec, type VerbSpec, kernelWords as words } from '../kernel/index.ts'

/** The options that a verb has besides its own. */
export function commonOptions(verb: VerbSpec): readonly OptionSpec[] {
  const common: OptionSpec[] = [
    { flags: '--as <profile>', words: words.as },
    { flags: '--node <url>', words: words.node },
    { flags: '--json', words: words.json },
    { flags: '--lang <language>', words: words.lang },
    { flags: '--no-input', words: words.noInput },
  ]
  if (verb.writes) common.push({ flags: '--dry-run', words: words.dryRun })
  if (verb.asks) common.push({ flags: '--yes', words: words.yes })
  return common.filter((option) => !verb.options?.some((own) => own.flags === option.flags))
}

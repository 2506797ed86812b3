import { purposes } from '@symbolon/protocol/consent'
import type { Words } from '@symbolon/protocol/kernel'
import type { Party } from '@symbolon/sdk/identity'
import type { Client } from '@symbolon/sdk/kernel'
import {
  type GivenGrant,
  type GrantCoverage,
  type GrantGiving,
  giveGrants,
  simulateGiveGrants,
} from '@symbolon/sdk/records'
import { openClient } from '../identity/index.ts'
import {
  type CountedWords,
  confirm,
  exitCodes,
  type Facts,
  formatCount,
  formatInstant,
  kernelWords,
  type Output,
  sayCount,
  startProgress,
  type Verb,
} from '../kernel/index.ts'
import { givingOptions } from './grant-options.ts'
import { resolveParties } from './resolve-parties.ts'
import { counted, givingWords, words } from './words.ts'

const shownGrants = 5

/** `symbolon grant give`: what was chosen may be seen by whom it was given to; a person on a terminal confirms first. */
export const grantGive: Verb = async (run, input) => {
  const options = givingOptions(input, Date.now())
  const acting = await openClient(run)
  const to = await resolveParties(acting, input)
  const giving: GrantGiving = { ...options, to }
  const { output } = run
  if (run.dryRun) {
    const coverage = await simulateGiveGrants(acting.client, giving)
    const text = givingText(givingWords.would, { giving, coverage }, output)
    output.result({ dry_run: true, ...coverage }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  if (run.interactive && !run.yes) {
    const coverage = await simulateGiveGrants(acting.client, giving)
    await confirm(run, { words: phrase(givingWords.confirm, giving), facts: factsOf({ giving, coverage }, output) })
  }
  const { grants, coverage } = await giveWithProgress(acting.client, { giving, output })
  output.result(
    { ...coverage, purpose: giving.purpose, until: new Date(giving.until).toISOString(), items: grants },
    () => givenText({ giving, coverage, grants }, output),
  )
  return grants.some(({ state }) => state === 'saved') ? exitCodes.pending : exitCodes.ok
}

async function giveWithProgress(client: Client, { giving, output }: { giving: GrantGiving; output: Output }) {
  const draw = process.stderr.isTTY === true && !output.json
  const progress = startProgress({ label: words.giving, total: giving.to.length, language: output.language, draw })
  let done = 0
  const onGiven = (count: number) => {
    progress.advance(count - done)
    done = count
  }
  try {
    return await giveGrants(client, { ...giving, onGiven })
  } finally {
    progress.end()
  }
}

function factsOf({ giving, coverage }: { giving: GrantGiving; coverage: GrantCoverage }, output: Output): Facts {
  const { language } = output
  return {
    who: whoText(giving.to, output),
    entries: sayCount(counted.entries, language, coverage.entries),
    of: formatCount(coverage.of, language),
    purpose: output.words(purposes[giving.purpose].words),
    until: formatInstant(giving.until, language),
  }
}

function phrase({ one, many }: CountedWords, { to }: GrantGiving): Words {
  return to.length === 1 ? one : many
}

function givingText(
  sentence: CountedWords,
  of: { giving: GrantGiving; coverage: GrantCoverage },
  output: Output,
): string {
  return output.words(phrase(sentence, of.giving), factsOf(of, output))
}

function whoText(to: readonly Party[], output: Output): string {
  const [only] = to
  if (to.length !== 1 || only === undefined) return sayCount(counted.parties, output.language, to.length)
  return only.name?.[output.language] ?? only.handle ?? only.party
}

function givenText(
  of: { giving: GrantGiving; coverage: GrantCoverage; grants: readonly GivenGrant[] },
  output: Output,
): string {
  const lines = [givingText(givingWords.given, of, output)]
  for (const { grant, grantee, receipt } of of.grants.slice(0, shownGrants))
    lines.push(output.words(words.givenLine, { grant, grantee, receipt }))
  const left = of.grants.length - shownGrants
  if (left > 0) lines.push(output.words(words.givenMore, { n: left }))
  if (of.grants.some(({ state }) => state === 'saved')) lines.push(output.words(words.savedHint))
  const [first] = of.grants
  if (first !== undefined) lines.push(output.words(words.stopWith, { grant: first.grant }))
  return lines.join('\n')
}

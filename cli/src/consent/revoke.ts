import {
  type GrantState,
  type RevokedGrant,
  revokeGrant,
  type StoppableGrant,
  simulateRevokeGrant,
} from '@symbolon/sdk/consent'
import { openClient } from '../identity/index.ts'
import { confirm, exitCodes, formatInstant, kernelWords, type Output, sayCount, type Verb } from '../kernel/index.ts'
import { stateText, whoOf } from './list.ts'
import { counted, words } from './words.ts'

const inForce: ReadonlySet<GrantState> = new Set(['saved', 'upcoming', 'active'])

/** `symbolon grant revoke`: from now on everything is refused; what was read before is told. */
export const grantRevoke: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const { output } = run
  const grant = input.operands[0] ?? ''
  const present = await simulateRevokeGrant(client, { grant })
  const who = whoOf(present, output)
  if (run.dryRun) {
    const text = wouldText(present, output)
    output.result(
      { dry_run: true, grant: present.grant, state: present.state },
      () => `${text} ${output.words(kernelWords.nothingChanged)}`,
    )
    return exitCodes.ok
  }
  // Stopping must be as easy as giving: only a person on a terminal is asked.
  if (run.interactive) await confirm(run, { words: words.confirmRevoke, facts: { who } })
  const revoked = await revokeGrant(client, { grant })
  const pending = revoked.state === 'saved'
  output.result(revoked, () => {
    const text = revokedText({ revoked, who }, output)
    return pending ? `${text}\n${output.words(words.savedHint)}` : text
  })
  return pending ? exitCodes.pending : exitCodes.ok
}

function wouldText(present: StoppableGrant, output: Output): string {
  const who = whoOf(present, output)
  if (inForce.has(present.state)) return output.words(words.wouldRevoke, { who })
  const { ended_at = present.until } = present
  const time = formatInstant(ended_at, output.language)
  return output.words(words.endedAlready, { who, state: stateText(present.state, output), time })
}

// Who opened with keys of its own may have read all that was granted: then that is told.
function revokedText({ revoked, who }: { revoked: RevokedGrant; who: string }, output: Output): string {
  const { ended_at, seen } = revoked
  const time = formatInstant(ended_at, output.language)
  const entries = sayCount(counted.entries, output.language, seen.entries)
  if (seen.first_at === null) return output.words(words.revoked, { time, who, entries })
  const first = formatInstant(seen.first_at, output.language)
  const done = seen.everything || seen.entries === 0 ? words.revokedOpened : words.revoked
  return `${output.words(done, { time, who, entries, first })}\n${output.words(words.noCopies)}`
}

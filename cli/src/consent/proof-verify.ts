import { fromUtf8, SymbolonError } from '@symbolon/protocol/kernel'
import { type Policy, parsePolicy } from '@symbolon/protocol/log'
import { findHome, readKnownLogs } from '../identity/index.ts'
import {
  exitCodes,
  failureOf,
  type Input,
  type Output,
  pairs,
  type Run,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import type { ProofKind, ShownProof } from '../log/index.ts'
import { PROOF_BYTES_MAX, readSmall } from './proof-file.ts'
import { proofWords as words } from './proof-words.ts'

/** What was asked for besides the file. */
interface Asked {
  readonly policy: Policy | undefined
  readonly rpc_url: string | undefined
}

/** What the list of checks is written from. */
interface Seen extends Asked {
  readonly kind: ProofKind
  /** Nothing where a check failed before everything was looked at. */
  readonly shown: ShownProof | null
}

/**
 * `symbolon proof verify`: what a proof shows, or which check failed; nothing but a ledger that was named is asked.
 * @param kinds of files, of which the first counts that a file is one of
 */
export function proofVerify(kinds: readonly ProofKind[]): Verb {
  return async (run, input) => {
    const { output } = run
    const file = await readSmall(input.operands[0] ?? '', { output, bytes_max: PROOF_BYTES_MAX })
    const asked = { policy: await policyOf(input, output), rpc_url: textOption(input, 'rpc') }
    const kind = kinds.find((one) => one.isOne(file)) as ProofKind
    const trust = await trustOf(run, asked.policy)
    try {
      const shown = await kind.verify({ file, trust, rpc_url: asked.rpc_url })
      output.result({ ok: true, ...shown.json }, () => shownText(shown, { seen: { ...asked, kind, shown }, output }))
      return exitCodes.ok
    } catch (error) {
      const check = kind.failedCheck(error)
      if (check === undefined || !(error instanceof SymbolonError)) throw error
      // Nothing but the ledger is asked of what has passed all else.
      const isLedger = kind.asks_ledger.includes(check)
      const shown = isLedger ? await kind.verify({ file, trust, rpc_url: undefined }) : null
      const of = { check, seen: { ...asked, kind, shown }, output }
      output.result({ ok: false, check, ...failureOf(error, output) }, () => failureText(error, of))
      return exitCodes.mismatch
    }
  }
}

async function policyOf(input: Input, output: Output): Promise<Policy | undefined> {
  const path = textOption(input, 'policy')
  return path === undefined ? undefined : parsePolicy(fromUtf8(await readSmall(path, { output })))
}

async function trustOf({ environment }: Run, policy: Policy | undefined) {
  return policy === undefined ? { pinned: await readKnownLogs(findHome(environment)) } : { policy }
}

function shownText(shown: ShownProof, { seen, output }: { seen: Seen; output: Output }): string {
  const say = output.words
  const lines = Object.keys(seen.kind.checks).map((check) => checkLine(check, { seen, output }))
  const notes = shown.notes.map((note) => say(note))
  const caution = shown.trusted_by === 'file' ? [output.style('caution', say(words.ownWord))] : []
  const about = pairs(shown.lines(output))
  return [...lines, '', about, '', ...notes, ...caution, output.style('strong', say(words.holds))].join('\n')
}

function failureText(error: SymbolonError, of: { check: string; seen: Seen; output: Output }): string {
  const { check, seen, output } = of
  const { title, hint, code } = failureOf(error, output)
  const checks = Object.entries(seen.kind.checks)
  const failed = checks.findIndex(([name]) => name === check)
  const lines = checks.map(([one, name], i) => {
    if (i < failed) return checkLine(one, { seen, output })
    const text = output.words(name)
    if (i === failed) return `${output.style('bad', '✕')} ${text}: ${title}`
    return `– ${output.words(words.notAsked, { check: text })} (${output.words(words.notReached)})`
  })
  return [...lines, '', output.style('strong', output.words(words.fails)), hint, output.style('faint', code)].join('\n')
}

function checkLine(check: string, { seen, output }: { seen: Seen; output: Output }): string {
  const name = seen.kind.checks[check]
  const text = name === undefined ? check : output.words(name)
  const missing = missingFor(check, seen)
  if (missing === undefined) return `${output.style('good', '✓')} ${text}`
  return `– ${output.words(words.notAsked, { check: text })} (${output.words(missing)})`
}

function missingFor(check: string, { policy, rpc_url, kind, shown }: Seen) {
  if (check === 'witnesses' && policy === undefined) return words.noPolicy
  if (kind.asks_ledger.includes(check) && rpc_url === undefined) return words.noLedger
  return shown?.unseen[check]
}

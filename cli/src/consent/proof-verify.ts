import { fromUtf8, SymbolonError } from '@symbolon/protocol/kernel'
import {
  failedCheck,
  type Policy,
  type ProofCheck,
  parsePolicy,
  proofChecks,
  verifierKeyText,
} from '@symbolon/protocol/log'
import { type VerifiedReceipt, verifyProof } from '@symbolon/sdk/consent'
import { findHome, readKnownLogs } from '../identity/index.ts'
import {
  exitCodes,
  failureOf,
  formatInstant,
  type Input,
  type Output,
  pairs,
  type Run,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { readSmall } from './proof-file.ts'
import { proofWords as words } from './proof-words.ts'
import { receiptLines } from './receipt-lines.ts'

const checks = Object.keys(proofChecks) as ProofCheck[]
const trustWords = {
  policy: words.trustedByPolicy,
  pinned: words.trustedByPinned,
  file: words.trustedByFile,
} as const

/** What was asked for besides the file. */
interface Asked {
  readonly policy: Policy | undefined
  readonly rpc_url?: string | undefined
}

/** What the list of checks is written from. */
interface Seen extends Asked {
  /** Nothing where a check failed before the sign-in was looked at. */
  readonly shown: VerifiedReceipt | null
}

/** `symbolon proof verify`: what a proof shows, or which check failed; nothing but a ledger that was named is asked. */
export const proofVerify: Verb = async (run, input) => {
  const { output } = run
  const file = await readSmall(input.operands[0] ?? '', output)
  const asked = { policy: await policyOf(input, output), rpc_url: textOption(input, 'rpc') }
  try {
    const shown = await verifyProof({ file, ...(await trustOf(run, asked)) })
    output.result(jsonOf(shown), () => shownText(shown, { seen: { ...asked, shown }, output }))
    return exitCodes.ok
  } catch (error) {
    const check = failedCheck(error)
    if (check === undefined || !(error instanceof SymbolonError)) throw error
    // Nothing but the ledger is asked of what has passed all else.
    const shown =
      check === 'anchor' ? await verifyProof({ file, ...(await trustOf(run, { policy: asked.policy })) }) : null
    const of = { check, seen: { ...asked, shown }, output }
    output.result({ ok: false, check, ...failureOf(error, output) }, () => failureText(error, of))
    return exitCodes.mismatch
  }
}

async function policyOf(input: Input, output: Output): Promise<Policy | undefined> {
  const path = textOption(input, 'policy')
  return path === undefined ? undefined : parsePolicy(fromUtf8(await readSmall(path, output)))
}

async function trustOf({ environment }: Run, { policy, rpc_url }: Asked) {
  const anchor = rpc_url === undefined ? {} : { anchor: { rpc_url } }
  if (policy !== undefined) return { policy, ...anchor }
  return { pinned: await readKnownLogs(findHome(environment)), ...anchor }
}

function jsonOf(shown: VerifiedReceipt) {
  const { receipt, index, size, origin, log, trusted_by, quorum, signed, sign_in, anchor, anchoring } = shown
  const witnesses = signed.map(({ witness, time_s }) => ({ name: witness.name, at: instantOf(time_s) }))
  return {
    ok: true,
    receipt,
    log: { origin, key: verifierKeyText(log), trusted_by },
    index,
    size,
    quorum,
    witnesses,
    sign_in: sign_in && { address: sign_in.address, domain: sign_in.domain, at: isoOf(sign_in.issuedAt) },
    anchor,
    anchored: anchoring && { ...anchoring, at: instantOf(anchoring.time_s) },
  }
}

function shownText(shown: VerifiedReceipt, { seen, output }: { seen: Seen; output: Output }): string {
  const { receipt, index, size, origin, trusted_by, signed, sign_in } = shown
  const lines = checks.map((check) => checkLine(check, { seen, output }))
  const say = output.words
  const about: [string, string][] = [
    ...receiptLines(receipt, output),
    [say(words.log), origin],
    [say(words.place), say(words.placeText, { index, size })],
    [say(words.key), say(trustWords[trusted_by])],
    ...signed.map(({ witness, time_s }): [string, string] => {
      return [say(words.witness), `${witness.name}, ${formatInstant(time_s * 1000, output.language)}`]
    }),
    ...accountLine(shown, output),
    ...anchorLine(shown, output),
  ]
  const limit = sign_in ? [say(words.accountLimit)] : []
  const caution = trusted_by === 'file' ? [output.style('caution', say(words.ownWord))] : []
  return [...lines, '', pairs(about), '', ...limit, ...caution, output.style('strong', say(words.holds))].join('\n')
}

function accountLine({ sign_in }: VerifiedReceipt, output: Output): [string, string][] {
  if (sign_in === null) return []
  const { address, domain, issuedAt } = sign_in
  const time = formatInstant(issuedAt, output.language)
  return [[output.words(words.account), output.words(words.accountText, { address, time, domain })]]
}

function anchorLine({ anchor, anchoring }: VerifiedReceipt, output: Output): [string, string][] {
  if (anchor === null) return []
  const { block } = anchor
  const claim = output.words(words.anchorClaim, { block })
  if (anchoring === null) return [[output.words(words.anchor), claim]]
  const time = formatInstant(anchoring.time_s * 1000, output.language)
  return [[output.words(words.anchor), output.words(words.anchorText, { block, time })]]
}

function failureText(error: SymbolonError, of: { check: ProofCheck; seen: Seen; output: Output }): string {
  const { check, seen, output } = of
  const { title, hint, code } = failureOf(error, output)
  const failed = checks.indexOf(check)
  const lines = checks.map((one, i) => {
    if (i < failed) return checkLine(one, { seen, output })
    const text = output.words(proofChecks[one])
    if (i === failed) return `${output.style('bad', '✕')} ${text}: ${title}`
    return `– ${output.words(words.notAsked, { check: text })} (${output.words(words.notReached)})`
  })
  return [...lines, '', output.style('strong', output.words(words.fails)), hint, output.style('faint', code)].join('\n')
}

function checkLine(check: ProofCheck, { seen, output }: { seen: Seen; output: Output }): string {
  const text = output.words(proofChecks[check])
  const missing = missingFor(check, seen)
  if (missing === undefined) return `${output.style('good', '✓')} ${text}`
  return `– ${output.words(words.notAsked, { check: text })} (${output.words(missing)})`
}

function missingFor(check: ProofCheck, { policy, rpc_url, shown }: Seen) {
  if (check === 'witnesses' && policy === undefined) return words.noPolicy
  if (check === 'anchor' && rpc_url === undefined) return words.noLedger
  if (check === 'sign_in' && shown?.sign_in === null) {
    return 'sign_in' in shown.receipt ? words.signInMissing : words.noSignIn
  }
  return undefined
}

function instantOf(time_s: number): string {
  return isoOf(time_s * 1000)
}

function isoOf(time_ms: number): string {
  return new Date(time_ms).toISOString()
}

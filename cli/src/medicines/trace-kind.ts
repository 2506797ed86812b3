import { failedTraceCheck, type ShownEvent, traceChecks } from '@symbolon/protocol/medicines'
import { type VerifiedTrace, verifyTraceProof } from '@symbolon/sdk/medicines'
import { formatCount, formatInstant, type Output } from '../kernel/index.ts'
import { checkpointJson, checkpointLines, type ProofKind } from '../log/index.ts'
import { traceWords as words } from './trace-words.ts'

const openingBrace = 0x7b

/** Traces of packs: the pack in its batch, its events in the log, its batch and its handovers on the ledger. */
export const traceKind: ProofKind = {
  isOne: (file) => file[0] === openingBrace,
  checks: traceChecks,
  asks_ledger: ['anchor', 'ledger'],
  failedCheck: failedTraceCheck,
  async verify({ file, trust, rpc_url }) {
    const trace = await verifyTraceProof({ file, ...trust, ...(rpc_url !== undefined && { anchor: { rpc_url } }) })
    const isAnchored = trace.checkpoints.some(({ anchor }) => anchor !== null)
    const isWhole = (trace.found ?? []).every(({ is_next }) => is_next)
    return {
      json: jsonOf(trace),
      lines: (output) => [...packLines(trace, output), ...logLines(trace, output), ...eventLines(trace, output)],
      trusted_by: trace.checkpoints[0]?.trusted_by ?? 'file',
      unseen: isAnchored ? {} : { anchor: words.notAnchored },
      notes: [words.limit, ...(isWhole ? [] : [words.movedBetween])],
    }
  },
}

function jsonOf(trace: VerifiedTrace) {
  const { gtin, serial, lot, expiry, index, count } = trace.pack
  const token_id = `0x${trace.token.toString(16).padStart(64, '0')}`
  return {
    pack: { gtin, serial, lot, expiry, index, count, token_id },
    ledger: { ...trace.ledger, found: trace.found },
    checkpoints: shownCheckpoints(trace).map(checkpointJson),
    events: trace.events,
  }
}

function shownCheckpoints({ checkpoints, anchorings }: VerifiedTrace) {
  return checkpoints.map(({ checkpoint, ...one }, at) => {
    const { origin, size } = checkpoint
    return { ...one, origin, size, anchoring: anchorings[at] ?? null }
  })
}

function packLines({ pack, ledger, found }: VerifiedTrace, output: Output): [string, string][] {
  const number = (count: number) => formatCount(count, output.language)
  const place = output.words(words.placeText, { pack: number(pack.index + 1), count: number(pack.count) })
  const steps = ledger.steps.map(({ step, block, transaction }, at): [string, string] => {
    const { from, to } = found?.[at] ?? {}
    const text = output.words(words.stepText, { block: number(block), transaction })
    const who = to === undefined ? text : `${text}, ${[from, to].filter((one) => one !== null).join(' → ')}`
    return [output.words(step === 'commissioned' ? words.commissioned : words.handedOver), who]
  })
  return [
    [output.words(words.pack), `${pack.gtin}, ${pack.serial}`],
    [output.words(words.lot), `${pack.lot}, ${pack.expiry}`],
    [output.words(words.place), place],
    ...steps,
  ]
}

function logLines(trace: VerifiedTrace, output: Output): [string, string][] {
  return shownCheckpoints(trace).flatMap((one): [string, string][] => {
    const { origin, size } = one
    const name = output.words(words.checkpointText, { origin, size: formatCount(size, output.language) })
    return [[output.words(words.checkpoint), name], ...checkpointLines(one, output)]
  })
}

function eventLines({ events }: VerifiedTrace, output: Output): [string, string][] {
  return events.map((event) => [
    output.words(words.entry, { index: formatCount(event.index, output.language) }),
    eventText(event, output),
  ])
}

function eventText({ event, is_linked, receipt }: ShownEvent, output: Output): string {
  if (event === null) return output.words(words.hidden)
  const time = formatInstant(String(event.eventTime), output.language)
  const text = `${time}, ${String(event.bizStep ?? event.type)}, ${receipt?.captor ?? ''}`
  return is_linked ? text : `${text} (${output.words(words.notLinked)})`
}

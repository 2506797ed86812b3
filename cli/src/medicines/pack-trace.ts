import { type HiddenStep, type PackTrace, type TraceStep, tracePack, writeTraceProof } from '@symbolon/sdk/medicines'
import { requireNew, WAIT_S_MAX, waitForProof, writeNew } from '../consent/index.ts'
import { openClient, readKnownLogs, rememberLog } from '../identity/index.ts'
import {
  exitCodes,
  formatCount,
  formatInstant,
  type Output,
  pairs,
  sayCount,
  table,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { exitCodeFor, packText } from './pack-verify.ts'
import { countedTrace, traceWords } from './trace-words.ts'
import { words } from './words.ts'

/** `symbolon pack trace`: the verdict with its proof, the ledger's steps, the events, and with --out all of it in one file. */
export const packTrace: Verb = async (run, input) => {
  const target = textOption(input, 'out')
  if (target !== undefined) await requireNew(target)
  const { client, home } = await openClient(run)
  const asking = { scan: input.operands[0] ?? '', pinned: await readKnownLogs(home) }
  if (target === undefined) {
    const trace = await tracePack(client, asking)
    const { verified, origin, steps, hidden } = trace
    await rememberLog(home, verified.log)
    run.output.result({ ...verified.signed, origin, steps: steps.map(withoutText), hidden }, () =>
      textOf(trace, run.output),
    )
    // Following a pack is no question whether to dispense it.
    return verified.answer.pack === undefined ? exitCodeFor(verified.answer) : exitCodes.ok
  }
  const ask = async () => {
    const trace = await tracePack(client, asking)
    return { trace, text: writeTraceProof(client, { trace }) }
  }
  const { trace, text } = await waitForProof(run, { ask, wait_s: input.options.wait === false ? 0 : WAIT_S_MAX })
  const path = await writeNew(target, text)
  await rememberLog(home, trace.verified.log)
  const [shown, hidden] = [trace.steps.length, trace.hidden.length]
  run.output.result({ path, shown, hidden }, () => {
    const events = sayCount(countedTrace.events, run.output.language, shown)
    return run.output.words(traceWords.written, { path, shown: events, hidden })
  })
  return exitCodes.ok
}

/** The event once is enough. */
function withoutText(step: TraceStep): Omit<TraceStep, 'event_text'> {
  const { event_text: _, ...told } = step
  return told
}

function textOf({ verified, origin, steps, hidden }: PackTrace, output: Output): string {
  const ledger = (origin?.steps ?? []).flatMap(({ step, block, transaction }): [string, string][] => {
    if (step === 'marked' || block === null || transaction === null) return []
    const name = output.words(step === 'commissioned' ? traceWords.commissioned : traceWords.handedOver)
    return [[name, output.words(traceWords.stepText, { block: formatCount(block, output.language), transaction })]]
  })
  const parts = [
    packText(verified, output),
    ...(ledger.length === 0 ? [] : [pairs(ledger).replace(/^/gm, '  ')]),
    steps.length === 0 ? output.words(words.noSteps) : stepsText(steps, output),
    ...(hidden.length === 0 ? [] : [hiddenText(hidden, output)]),
  ]
  return parts.join('\n\n')
}

function stepsText(steps: readonly TraceStep[], output: Output): string {
  const heading = [words.when, words.step, words.event, words.what, traceWords.proof].map((text) => output.words(text))
  const rows = steps.map(({ event, epc, proof }) => [
    formatInstant(String(event.eventTime), output.language),
    String(event.bizStep ?? '–'),
    String(event.type),
    epc,
    entryText(proof, output),
  ])
  return table(heading, rows)
}

function hiddenText(hidden: readonly HiddenStep[], output: Output): string {
  const entries = hidden.map(({ proof }) => entryText(proof, output)).join(', ')
  const events = sayCount(countedTrace.hidden, output.language, hidden.length)
  return output.words(traceWords.hiddenSteps, { events, entries })
}

function entryText(proof: TraceStep['proof'], output: Output): string {
  if (proof === null) return output.words(traceWords.pending)
  return output.words(traceWords.entry, { index: formatCount(proof.index, output.language) })
}

import { type PackTrace, tracePack } from '@symbolon/sdk/medicines'
import { openClient, readKnownLogs, rememberLog } from '../identity/index.ts'
import { exitCodes, formatInstant, type Output, table, type Verb } from '../kernel/index.ts'
import { exitCodeFor, packText } from './pack-verify.ts'
import { words } from './words.ts'

/** `symbolon pack trace`: the verdict with its proof, and the events of the pack that the profile may see. */
export const packTrace: Verb = async (run, input) => {
  const { client, home } = await openClient(run)
  const trace = await tracePack(client, { scan: input.operands[0] ?? '', pinned: await readKnownLogs(home) })
  const { verified, steps } = trace
  await rememberLog(home, verified.log)
  run.output.result({ ...verified.signed, steps }, () => textOf(trace, run.output))
  // Following a pack is no question whether to dispense it.
  return verified.answer.pack === undefined ? exitCodeFor(verified.answer) : exitCodes.ok
}

function textOf({ verified, steps }: PackTrace, output: Output): string {
  const pack = packText(verified, output)
  if (steps.length === 0) return `${pack}\n\n${output.words(words.noSteps)}`
  const heading = [words.when, words.step, words.event, words.what].map((text) => output.words(text))
  const rows = steps.map(({ event, epc }) => [
    formatInstant(String(event.eventTime), output.language),
    String(event.bizStep ?? '–'),
    String(event.type),
    epc,
  ])
  return `${pack}\n\n${table(heading, rows)}`
}

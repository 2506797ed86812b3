import type { PackAnswer } from '@symbolon/protocol/medicines'
import { type VerifiedPack, verifyPack } from '@symbolon/sdk/medicines'
import { findHome, openClient, openPublicClient, readKnownLogs, rememberLog } from '../identity/index.ts'
import { type ExitCode, exitCodes, formatInstant, type Output, pairs, textOption, type Verb } from '../kernel/index.ts'
import { words } from './words.ts'

const good: ReadonlySet<PackAnswer['outcome']> = new Set(['may_be_dispensed', 'genuine'])

/** `symbolon pack verify`: 0 for a pack that nothing is known against, 9 for any other, 7 where nobody could know. */
export const packVerify: Verb = async (run, input) => {
  const home = findHome(run.environment)
  const pinned = await readKnownLogs(home)
  const client = run.as === undefined ? await openPublicClient(run) : (await openClient(run)).client
  const [scan = ''] = input.operands
  const cell = textOption(input, 'cell')
  const verified = await verifyPack(client, { scan, pinned, ...(cell !== undefined && { cell }) })
  await rememberLog(home, verified.log)
  run.output.result(verified.signed, () => verdictText(verified, run.output))
  return exitCodeFor(verified.answer)
}

/** 0 for a pack that nothing is known against, 9 for any other, 7 where nobody could know. */
export function exitCodeFor({ outcome }: PackAnswer): ExitCode {
  if (outcome === 'not_checked') return exitCodes.network
  return good.has(outcome) ? exitCodes.ok : exitCodes.mismatch
}

/** What people read of a verdict. */
export function verdictText({ answer, log }: VerifiedPack, output: Output): string {
  const { outcome, said, todo } = answer
  const style = good.has(outcome) ? 'good' : outcome === 'not_checked' ? 'caution' : 'bad'
  const mark = output.style(style, style === 'good' ? '✓' : style === 'caution' ? '–' : '✕')
  return `${mark} ${output.style('strong', said)}\n  ${todo}\n\n${packText({ answer, log }, output)}`
}

/** What is known of a pack, whatever it means for whoever asks. */
export function packText({ answer, log }: Pick<VerifiedPack, 'answer' | 'log'>, output: Output): string {
  const { pack, scan, as_of } = answer
  const { gtin, lot, expiry, serial } = pack ?? scan
  const rows: [string, string | undefined][] = [
    [output.words(words.product), pack?.name === undefined ? gtin : `${pack.name[output.language]} (${gtin})`],
    [output.words(words.serial), serial],
    [output.words(words.lot), lot],
    [output.words(words.expiry), expiry],
    [output.words(words.proof), pack === undefined ? undefined : output.words(words.proofHolds, { batch: pack.batch })],
    [output.words(words.asOf), as_of === undefined ? undefined : formatInstant(as_of, output.language)],
    [output.words(words.signedBy), log.key_name],
  ]
  return pairs(rows.filter((row): row is [string, string] => row[1] !== undefined)).replace(/^/gm, '  ')
}

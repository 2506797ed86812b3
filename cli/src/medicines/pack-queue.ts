import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  mergeQueuedMarks,
  type QueuedMark,
  signQueuedMark,
  simulateMergeQueuedMarks,
  simulateSignQueuedMark,
} from '@symbolon/sdk/medicines'
import { openClient, type Profile, profileFolder, writePrivate } from '../identity/index.ts'
import {
  cliErrors,
  type ExitCode,
  exitCodes,
  formatInstant,
  hasOption,
  type Input,
  kernelWords,
  type Output,
  type Run,
  sayCount,
  table,
  type Verb,
} from '../kernel/index.ts'
import { actWords, countedOffline, outcomeWords, offlineWords as words } from './offline-words.ts'
import { checkHere, jsonOf, offlineCode, verdictText } from './pack-offline.ts'

const fileName = 'queued-marks.json'

/** `symbolon pack queue`: with a code signs an act and keeps it; without one lists what waits, or merges it. */
export const packQueue: Verb = async (run, input) => {
  if (input.operands.length > 0) return await queueOne(run, input)
  const { output } = run
  const { client, home, profile } = await openClient(run)
  const marks = simulateMergeQueuedMarks({ marks: await readQueue(home, profile) })
  if (marks.length === 0 || !hasOption(input, 'merge') || run.dryRun) {
    const isTry = run.dryRun && hasOption(input, 'merge')
    output.result({ ...(isTry && { dry_run: true }), items: marks }, () => queueText(marks, { output, isTry }))
    return exitCodes.ok
  }
  const merged = await mergeQueuedMarks(client, { marks })
  const items = marks.map((mark, at) => ({ ...mark, ...merged[at] }))
  // What was queued while these were on their way waits for the next merge.
  const isMerged = ({ signature }: QueuedMark) => marks.some((mark) => mark.signature === signature)
  await writeQueue(
    { home, profile },
    (await readQueue(home, profile)).filter((mark) => !isMerged(mark)),
  )
  output.result({ items }, () => {
    const heading = [words.batch, words.index, words.act, words.signed, words.outcome].map((text) => output.words(text))
    return table(
      heading,
      items.map((item) => [...cellsOf(item, output), outcomeText(item, output)]),
    )
  })
  const isGood = items.every(({ outcome }) => outcome === 'recorded' || outcome === 'saved')
  if (!isGood) return exitCodes.mismatch
  return items.some(({ outcome }) => outcome === 'saved') ? exitCodes.pending : exitCodes.ok
}

/** Only what may be dispensed is; taking back needs no verdict. */
async function queueOne(run: Run, input: Input): Promise<ExitCode> {
  const { output } = run
  const act: QueuedMark['act'] = hasOption(input, 'undo') ? 'undo' : 'supply'
  const { checked, status } = await checkHere(run, input)
  const { place, pack } = checked
  const shown = jsonOf(checked, output)
  if (place === undefined || (act === 'supply' && checked.verdict.outcome !== 'may_be_dispensed')) {
    output.result({ queued: null, ...shown }, () => verdictText(checked, output))
    return place === undefined && offlineCode(checked) === exitCodes.ok ? exitCodes.network : offlineCode(checked)
  }
  const { serial } = pack
  const { client, home, profile } = await openClient(run)
  const signing = { status, place, act, earlier: await readQueue(home, profile) }
  if (run.dryRun) {
    simulateSignQueuedMark(signing)
    const text = output.words(words.wouldQueue, { serial })
    output.result({ dry_run: true, ...shown }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  const queued = await signQueuedMark(client, signing)
  await writeQueue({ home, profile }, [...(await readQueue(home, profile)), queued])
  output.result({ queued, ...shown }, () =>
    output.words(act === 'supply' ? words.queued : words.undoQueued, { serial }),
  )
  return exitCodes.ok
}

/** @throws CLI_PROFILE_DAMAGED: what was signed is not lost in silence */
async function readQueue(home: string, { name }: Profile): Promise<readonly QueuedMark[]> {
  const path = join(profileFolder(home, name), fileName)
  const text = await readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return '[]'
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: fault.code ?? '?' }, { cause: fault })
  })
  const marks = parsedQueue(text)
  if (marks === undefined) throw cliErrors.CLI_PROFILE_DAMAGED({ file: fileName })
  return marks
}

function parsedQueue(text: string): readonly QueuedMark[] | undefined {
  try {
    const marks: unknown = JSON.parse(text)
    return Array.isArray(marks) && marks.every(isMark) ? marks : undefined
  } catch {
    return undefined
  }
}

function isMark(value: unknown): value is QueuedMark {
  if (typeof value !== 'object' || value === null) return false
  const { act, batch, signature, ...numbers } = value as Partial<QueuedMark>
  const { index, round, signed_at, deadline } = numbers
  const isWhole = [index, round, signed_at, deadline].every(Number.isSafeInteger)
  return isWhole && (act === 'supply' || act === 'undo') && typeof batch === 'string' && typeof signature === 'string'
}

async function writeQueue(
  { home, profile }: { home: string; profile: Profile },
  marks: readonly QueuedMark[],
): Promise<void> {
  await writePrivate(join(profileFolder(home, profile.name), fileName), `${JSON.stringify(marks)}\n`)
}

function queueText(marks: readonly QueuedMark[], { output, isTry }: { output: Output; isTry: boolean }): string {
  if (marks.length === 0) return output.words(words.nothingWaits)
  const heading = [words.batch, words.index, words.act, words.signed].map((text) => output.words(text))
  const shown = table(
    heading,
    marks.map((mark) => cellsOf(mark, output)),
  )
  if (!isTry) return shown
  const acts = sayCount(countedOffline.acts, output.language, marks.length)
  return `${shown}\n${output.words(words.wouldMerge, { acts })} ${output.words(kernelWords.nothingChanged)}`
}

function cellsOf({ batch, index, act, signed_at }: QueuedMark, output: Output): string[] {
  return [batch, String(index), output.words(actWords[act]), formatInstant(signed_at * 1000, output.language)]
}

function outcomeText(
  { outcome, code, is_clock_ahead }: Partial<Awaited<ReturnType<typeof mergeQueuedMarks>>[number]>,
  output: Output,
): string {
  if (outcome === undefined) return '–'
  const parts = [output.words(outcomeWords[outcome]), code, is_clock_ahead ? output.words(words.clockAhead) : null]
  return parts.filter((part) => part !== null && part !== undefined).join(', ')
}

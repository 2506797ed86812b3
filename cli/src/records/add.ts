import type { ImportReport } from '@symbolon/protocol/records'
import type { Client } from '@symbolon/sdk/kernel'
import { type AddedRecord, addRecord, simulateAddRecord } from '@symbolon/sdk/records'
import { openLastingClient } from '../identity/index.ts'
import {
  type ExitCode,
  exitCodeOf,
  exitCodes,
  type Failure,
  failureOf,
  type Progress,
  type Run,
  startProgress,
  type Verb,
} from '../kernel/index.ts'
import { isPending, showAdded } from './add-report.ts'
import { type FoundFile, findFiles } from './find-files.ts'
import { type Remark, readSources, type Source } from './read-sources.ts'
import { words } from './words.ts'

/** What became of one file. */
export type FileOutcome = { readonly name: string } & (
  | { readonly added: AddedRecord }
  | { readonly simulated: { readonly report: ImportReport; readonly size_bytes: number } }
  | { readonly error: Failure; readonly report?: ImportReport }
)

/** Files that are worked on at once: one is sealed here while another is stored and minted there. */
const filesAtOnce = 3

interface Adding {
  readonly run: Run
  readonly client: Client
  readonly progress: Progress
  /** With the place of each file: reports come in that order, whoever is done first. */
  readonly outcomes: { readonly place: Source['place']; readonly outcome: FileOutcome }[]
  readonly remarks: Remark[]
  /** Places of named files of which something was left undone when the work was stopped. */
  readonly left: Set<number>
  /** Set when going on makes no sense: no connection, not signed in, asked to stop. */
  stopped: { error: unknown } | undefined
  worst: ExitCode
}

/** `symbolon record add`: each file becomes a record; a bad one is named and the others go on. */
export const recordAdd: Verb = async (run, input) => {
  const { client } = await openLastingClient(run)
  const found = await findFiles(input.operands)
  const total = found.reduce((sum, { size_bytes }) => sum + size_bytes, 0)
  const draw = process.stderr.isTTY === true && !run.output.json
  const progress = startProgress({ label: words.adding, total, language: run.output.language, draw })
  const adding: Adding = {
    run,
    client,
    progress,
    outcomes: [],
    remarks: [],
    left: new Set(),
    stopped: undefined,
    worst: exitCodes.ok,
  }
  const cancel = () => {
    adding.stopped ??= { error: 'cancelled' }
  }
  process.once('SIGINT', cancel)
  await workThrough(adding, found)
  process.off('SIGINT', cancel)
  progress.end()
  const outcomes = adding.outcomes.toSorted(byPlace).map(({ outcome }) => outcome)
  const untried = adding.stopped?.error === 'cancelled' ? untriedOf(adding, found) : []
  const cancelled = untried.length > 0
  showAdded(run, { outcomes, remarks: adding.remarks, cancelled, untried })
  if (cancelled) return exitCodes.cancelled
  return adding.worst === exitCodes.ok && outcomes.some(isPending) ? exitCodes.pending : adding.worst
}

async function workThrough(adding: Adding, found: readonly FoundFile[]): Promise<void> {
  const { client, run } = adding
  const remark = (said: Remark) => adding.remarks.push(said)
  const sources = readSources(found, { client, output: run.output, remark })
  // Not `for await`, which would end the files of the others when one worker stops.
  const work = async () => {
    for (let next = await sources.next(); !next.done; next = await sources.next()) {
      if (adding.stopped !== undefined) return void adding.left.add(next.value.place[0])
      await addSource(adding, next.value)
      adding.progress.advance(next.value.size_bytes)
    }
  }
  await Promise.all(Array.from({ length: filesAtOnce }, work))
  if (adding.stopped !== undefined && adding.stopped.error !== 'cancelled') failOthers(adding, found)
}

/** The files that nothing was done about, or not all. */
function untriedOf({ outcomes, left }: Adding, found: readonly FoundFile[]): string[] {
  const tried = new Set(outcomes.map(({ place }) => place[0]))
  return found.flatMap(({ name }, place) => (left.has(place) || !tried.has(place) ? [name] : []))
}

/** The files that were not tried, for the reason that stopped the others. */
function failOthers(adding: Adding, found: readonly FoundFile[]): void {
  const tried = new Set(adding.outcomes.map(({ place }) => place[0]))
  for (const [place, { name }] of found.entries())
    if (!tried.has(place)) fail(adding, { name, place: [place, 0], error: adding.stopped?.error })
}

function byPlace({ place: [left, inLeft] }: { place: Source['place'] }, { place }: { place: Source['place'] }): number {
  return left - place[0] || inLeft - place[1]
}

async function addSource(adding: Adding, source: Source): Promise<void> {
  const { client, run, outcomes } = adding
  const { name, place } = source
  try {
    if ('error' in source) throw source.error
    const outcome = run.dryRun
      ? { name, simulated: await simulateAddRecord(client, source.file) }
      : { name, added: await addRecord(client, source.file) }
    outcomes.push({ place, outcome })
  } catch (error) {
    fail(adding, { name, place, error })
  }
}

function fail(adding: Adding, of: { name: string; place: Source['place']; error: unknown }): void {
  const report = reportOf(of.error)
  const error = failureOf(of.error, adding.run.output)
  const outcome = { name: of.name, error, ...(report !== undefined && { report }) }
  adding.outcomes.push({ place: of.place, outcome })
  const code = exitCodeOf(of.error)
  const goesOn = code !== exitCodes.network && code !== exitCodes.auth
  if (!goesOn) adding.stopped ??= { error: of.error }
  // A bad file is bad input, whatever is wrong with it.
  adding.worst = goesOn ? (adding.worst === exitCodes.ok ? exitCodes.usage : adding.worst) : code
}

function reportOf(error: unknown): ImportReport | undefined {
  const cause = error instanceof Error ? error.cause : undefined
  return typeof cause === 'object' && cause !== null && 'report' in cause ? (cause.report as ImportReport) : undefined
}

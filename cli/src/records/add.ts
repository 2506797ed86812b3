import type { ImportReport } from '@symbolon/protocol/records'
import type { Client } from '@symbolon/sdk/kernel'
import { type AddedRecord, addRecord, simulateAddRecord } from '@symbolon/sdk/records'
import { openClient } from '../identity/index.ts'
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
import { readSources, type Source } from './read-sources.ts'
import { words } from './words.ts'

/** What became of one file. */
export type FileOutcome = { readonly name: string } & (
  | { readonly added: AddedRecord }
  | { readonly simulated: { readonly report: ImportReport; readonly size_bytes: number } }
  | { readonly error: Failure; readonly report?: ImportReport }
)

/** Files that are worked on at once: one is read and sealed here while another is stored and minted there. */
const filesAtOnce = 3

interface Adding {
  readonly run: Run
  readonly client: Client
  readonly progress: Progress
  /** By the place of the file among those that were named: reports come in that order, whoever is done first. */
  readonly outcomes: FileOutcome[][]
  /** Names of files that nothing was done about, or not all, since the work was stopped. */
  readonly untried: string[]
  /** Set when going on makes no sense: no connection, not signed in, asked to stop. */
  stopped: { error: unknown } | undefined
  worst: ExitCode
}

/** `symbolon record add`: each file becomes a record; a bad one is named and the others go on. */
export const recordAdd: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const found = await findFiles(input.operands)
  const total = found.reduce((sum, { size_bytes }) => sum + size_bytes, 0)
  const draw = process.stderr.isTTY === true && !run.output.json
  const progress = startProgress({ label: words.adding, total, language: run.output.language, draw })
  const adding: Adding = {
    run,
    client,
    progress,
    outcomes: found.map(() => []),
    untried: [],
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
  const outcomes = adding.outcomes.flat()
  const cancelled = adding.stopped?.error === 'cancelled' && adding.untried.length > 0
  showAdded(run, { outcomes, cancelled, untried: adding.untried })
  if (cancelled) return exitCodes.cancelled
  return adding.worst === exitCodes.ok && outcomes.some(isPending) ? exitCodes.pending : adding.worst
}

async function workThrough(adding: Adding, found: readonly FoundFile[]): Promise<void> {
  const waiting = found.entries()
  const work = async () => {
    for (const [place, file] of waiting) {
      const outcomes = adding.outcomes[place] ?? []
      if (adding.stopped === undefined) await addFile(adding, { file, outcomes })
      else if (adding.stopped.error !== 'cancelled')
        fail(adding, { name: file.name, error: adding.stopped.error, outcomes })
      else adding.untried.push(file.name)
      adding.progress.advance(file.size_bytes)
    }
  }
  await Promise.all(Array.from({ length: filesAtOnce }, work))
}

async function addFile(adding: Adding, of: { file: FoundFile; outcomes: FileOutcome[] }): Promise<void> {
  for await (const source of readSources(of.file, adding.run.output)) {
    if (adding.stopped !== undefined) return void adding.untried.push(of.file.name)
    await addSource(adding, { source, outcomes: of.outcomes })
  }
}

async function addSource(adding: Adding, of: { source: Source; outcomes: FileOutcome[] }): Promise<void> {
  const { client, run } = adding
  const { source, outcomes } = of
  const { name } = source
  try {
    if ('error' in source) throw source.error
    if (run.dryRun) outcomes.push({ name, simulated: await simulateAddRecord(client, source.file) })
    else outcomes.push({ name, added: await addRecord(client, source.file) })
  } catch (error) {
    fail(adding, { name, error, outcomes })
  }
}

function fail(adding: Adding, of: { name: string; error: unknown; outcomes: FileOutcome[] }): void {
  const report = reportOf(of.error)
  const error = failureOf(of.error, adding.run.output)
  of.outcomes.push({ name: of.name, error, ...(report !== undefined && { report }) })
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

import { stat } from 'node:fs/promises'
import { type Acting, openLastingClient } from '../../identity/index.ts'
import {
  cliErrors,
  exitCodes,
  failureOf,
  formatCount,
  kernelWords,
  type Run,
  sayCount,
  startProgress,
  type Verb,
} from '../../kernel/index.ts'
import { counted, importWords as words } from '../words.ts'
import { type EventFileForm, openEventFile } from './event-file.ts'
import { type Imported, importEvents, type RefusedEvent } from './import-events.ts'
import { ImportMemory } from './import-memory.ts'

/** Refused events that are named one by one. */
const REFUSED_SHOWN_MAX = 20

interface FileReport extends Imported {
  readonly name: string
  readonly faults: readonly RefusedEvent[]
}

/** `symbolon import epcis`: documents and lines of events of any length. */
export const importEpcis: Verb = importing((path) => (/\.(?:ndjson|jsonl)$/i.test(path) ? 'lines' : 'document'))
/** `symbolon import csv`: a row is an event. */
export const importCsv: Verb = importing(() => 'csv')

function importing(formOf: (path: string) => EventFileForm): Verb {
  return async (run, input) => {
    const acting = await openLastingClient(run)
    const stopping = new AbortController()
    const stop = () => stopping.abort()
    process.once('SIGINT', stop)
    const reports: FileReport[] = []
    try {
      for (const path of input.operands) {
        if (stopping.signal.aborted) break
        reports.push(await importFile(run, { ...acting, path, form: formOf(path), signal: stopping.signal }))
      }
    } finally {
      process.off('SIGINT', stop)
    }
    show(run, reports)
    if (stopping.signal.aborted) return exitCodes.cancelled
    return reports.every(({ refused }) => refused === 0) ? exitCodes.ok : exitCodes.usage
  }
}

type FileImport = Acting & {
  readonly path: string
  readonly form: EventFileForm
  readonly signal: AbortSignal
}

async function importFile(run: Run, { client, home, profile, path, form, signal }: FileImport): Promise<FileReport> {
  const total = await sizeOf(path)
  const file = await openEventFile(path, form)
  const draw = process.stderr.isTTY === true && !run.output.json
  const progress = startProgress({ label: words.importing, total, language: run.output.language, draw })
  const faults: RefusedEvent[] = []
  let done_bytes = 0
  try {
    const imported = await importEvents({
      file,
      client: run.dryRun ? undefined : client,
      memory: new ImportMemory({ home, node: client.url, profile: profile.name, file: path }),
      signal,
      advance: (to_bytes) => {
        progress.advance(to_bytes - done_bytes)
        done_bytes = to_bytes
      },
      refuse: (refused) => {
        if (faults.length < REFUSED_SHOWN_MAX) faults.push(refused)
      },
      title: (error) => failureOf(error, run.output).title,
    })
    return { name: path, ...imported, faults }
  } finally {
    progress.end()
  }
}

async function sizeOf(path: string): Promise<number> {
  const { size } = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  })
  if (size === 0) throw cliErrors.CLI_FILE_EMPTY()
  return size
}

function show({ output, dryRun }: Run, files: readonly FileReport[]): void {
  output.result({ ...(dryRun && { dry_run: true }), files }, () => {
    const lines = files.flatMap((file) => linesOf(file, { output, dryRun }))
    return [...lines, ...(dryRun ? [output.words(kernelWords.nothingChanged)] : [])].join('\n')
  })
}

function linesOf(file: FileReport, { output, dryRun }: Pick<Run, 'output' | 'dryRun'>): string[] {
  const { name, events, resumed, refused, whole, faults } = file
  const { language } = output
  const mark = refused === 0 && whole ? output.style('good', '✓') : output.style('caution', '!')
  const facts = {
    mark,
    name,
    events: sayCount(counted.events, language, events - refused),
    refused: sayCount(counted.refused, language, refused),
  }
  const sum = output.words(dryRun ? words.wouldTake : words.taken, facts)
  return [
    refused === 0 ? sum : `${sum} ${output.words(words.left, facts)}`,
    ...(resumed > 0 ? [output.words(words.resumed, { events: formatCount(resumed, language) })] : []),
    ...faults.map(({ event, title }) => output.words(words.fault, { event: formatCount(event, language), title })),
    ...(refused > faults.length
      ? [output.words(words.more, { n: formatCount(refused - faults.length, language) })]
      : []),
    ...(whole ? [] : [output.words(words.stopped)]),
  ]
}

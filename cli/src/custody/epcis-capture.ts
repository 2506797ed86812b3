import { readFile, stat } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { jsonText } from '@symbolon/protocol/kernel'
import { captureEvents, simulateCaptureEvents } from '@symbolon/sdk/custody'
import type { Client } from '@symbolon/sdk/kernel'
import { openClient } from '../identity/index.ts'
import {
  cliErrors,
  exitCodes,
  failureOf,
  formatBytes,
  hasOption,
  kernelWords,
  type Output,
  type Run,
  sayCount,
  type Verb,
} from '../kernel/index.ts'
import { counted, words } from './words.ts'

/** What a node takes in one capture; longer files are for `import epcis`. */
const CAPTURE_BYTES_MAX = 16 * 1024 * 1024

interface Captured {
  readonly name: string
  readonly events: number
  readonly capture?: string
  readonly faults: readonly { readonly code: string; readonly title: string }[]
}

/** `symbolon epcis capture`: a document a file; with --proceed what is right is taken in and the rest is named. */
export const epcisCapture: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const behaviour = hasOption(input, 'proceed') ? 'proceed' : 'rollback'
  const captured: Captured[] = []
  for (const path of input.operands) {
    const document = await readDocument(path, run.output)
    captured.push(await captureOne(run, { client, behaviour, name: path, document }))
  }
  const { output, dryRun } = run
  output.result({ ...(dryRun && { dry_run: true }), captures: captured }, () =>
    [
      ...captured.flatMap((one) => linesOf(one, output)),
      ...(dryRun ? [output.words(kernelWords.nothingChanged)] : []),
    ].join('\n'),
  )
  return captured.every(({ faults }) => faults.length === 0) ? exitCodes.ok : exitCodes.usage
}

interface Capturing {
  readonly client: Client
  readonly behaviour: 'rollback' | 'proceed'
  readonly name: string
  readonly document: string
}

async function captureOne(run: Run, { client, behaviour, name, document }: Capturing): Promise<Captured> {
  const { events, refused } = simulateCaptureEvents({ document })
  if (behaviour === 'rollback' && refused[0] !== undefined) throw refused[0]
  if (run.dryRun) {
    const faults = refused.map((error) => {
      const { code, title } = failureOf(error, run.output)
      return { code, title, pointer: String(error.facts.pointer) }
    })
    return { name, events, faults }
  }
  const { captureID, errors: faults } = await captureEvents(client, { document, behaviour })
  return { name, events: events + refused.length - faults.length, capture: captureID, faults }
}

async function readDocument(path: string, output: Output): Promise<string> {
  if (path === '-') return await text(process.stdin)
  try {
    const { size } = await stat(path)
    if (size === 0) throw cliErrors.CLI_FILE_EMPTY()
    if (size > CAPTURE_BYTES_MAX) {
      const [found, max] = [size, CAPTURE_BYTES_MAX].map((bytes) => formatBytes(bytes, output.language))
      throw cliErrors.CLI_FILE_TOO_LARGE({ size: found, max })
    }
    return jsonText(await readFile(path))
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: (cause as NodeJS.ErrnoException).code ?? '?' }, { cause })
  }
}

function linesOf({ name, events, capture, faults }: Captured, output: Output): string[] {
  const mark = faults.length === 0 ? output.style('good', '✓') : output.style('caution', '!')
  const facts = { mark, name, events: sayCount(counted.events, output.language, events), capture: capture ?? '' }
  return [
    output.words(capture === undefined ? words.would : words.captured, facts),
    ...faults.map(({ title }) => output.words(words.refused, { title })),
  ]
}

import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describeError, SymbolonError } from '@symbolon/protocol/kernel'
import { verifierKeyText } from '@symbolon/protocol/log'
import { createLogReader, type LogReader, parseLogKey } from '@symbolon/sdk/log'
import {
  cliErrors,
  type ExitCode,
  exitCodes,
  formatCount,
  hasOption,
  type Input,
  type Run,
  textOption,
  type Verb,
} from '../../kernel/index.ts'
import type { LogDoors } from '../doors.ts'
import { logAddress } from '../log-address.ts'
import { examining } from '../log-fault.ts'
import { parseSpan } from '../span.ts'
import { untilStopped } from '../until-stopped.ts'
import { witnessWords as words } from '../words.ts'
import { nodeFiles } from './file-system.ts'
import { followLog } from './follow-log.ts'
import { openKeyFile } from './key-file.ts'
import { lockFolder } from './lock-folder.ts'
import { orFailed } from './or-failed.ts'
import { serveWitness } from './serve-witness.ts'
import { tellOutcome, timeNow } from './tell-outcome.ts'
import { Witness } from './witness.ts'
import { makeFolderDurably } from './write-durably.ts'

interface Asked {
  readonly url: string
  readonly key: string
  readonly state: string
  readonly host: string
  readonly port: number
  readonly every_ms: number
  readonly vkey: string | undefined
}

/** `symbolon witness`: cosigns what only grew, remembers, and refuses a log that shrank or forked. */
export function runWitness(doors: Pick<LogDoors, 'openPublicClient'>): Verb {
  return (run, input) => examining(run.output, async () => await work(run, input, await addressOf(run, input, doors)))
}

// Nothing named, it is the node that every other command talks to.
async function addressOf(run: Run, input: Input, doors: Pick<LogDoors, 'openPublicClient'>): Promise<string> {
  return logAddress(textOption(input, 'of') ?? (await doors.openPublicClient(run)).url, '--of')
}

async function work(run: Run, input: Input, url: string): Promise<ExitCode> {
  const asked = askedFor(input, url)
  const signer = await openKeyFile(nodeFiles, asked.key)
  await orFailed(makeFolderDurably(nodeFiles, asked.state))
  const unlock = lockFolder(asked.state)
  try {
    const clock = { now: () => Date.now() }
    const witness = await Witness.open({ files: nodeFiles, folder: asked.state, signer, clock })
    if (asked.vkey !== undefined) await witness.pin(parseLogKey(asked.vkey))
    const reader = createLogReader({ url: asked.url })
    const vkey = verifierKeyText(signer.verifier)
    if (hasOption(input, 'once')) return await lookOnce(run, { witness, reader })
    return await standWatch(run, { witness, reader, asked, vkey })
  } finally {
    unlock()
  }
}

function askedFor(input: Input, url: string): Asked {
  const key = textOption(input, 'key')
  if (key === undefined || key === '') throw cliErrors.CLI_USAGE_INVALID({ what: '--key' })
  const listen = textOption(input, 'listen') ?? '127.0.0.1:7071'
  const [, host = '', port = ''] = /^\[?([^\]]+)\]?:(\d{1,5})$/.exec(listen) ?? []
  if (host === '' || Number(port) > 65_535)
    throw cliErrors.CLI_OPTION_INVALID({ option: '--listen', expected: '127.0.0.1:7071' })
  return {
    url,
    key: resolve(key),
    state: resolve(textOption(input, 'state') ?? `${key}.state`),
    host,
    port: Number(port),
    every_ms: parseSpan(textOption(input, 'every') ?? '10s', '--every'),
    vkey: textOption(input, 'vkey'),
  }
}

async function lookOnce(run: Run, { witness, reader }: { witness: Witness; reader: LogReader }): Promise<ExitCode> {
  const outcome = await followLog(witness, reader)
  tellOutcome(run.output, outcome)
  return outcome.kind === 'forked' || outcome.kind === 'shrunk' ? exitCodes.mismatch : exitCodes.ok
}

interface Watch {
  readonly witness: Witness
  readonly reader: LogReader
  readonly asked: Asked
  readonly vkey: string
}

async function standWatch(run: Run, { witness, reader, asked, vkey }: Watch): Promise<ExitCode> {
  const { output } = run
  const stopped = untilStopped()
  const onDefect = (fault: unknown) => output.error(String(fault))
  const served = await serveWitness(witness, { ...asked, onDefect })
  const [name = ''] = vkey.split('+')
  const size = witness.last?.size ?? 0
  output.result({ witness: name, vkey, url: served.url, state: asked.state, size }, () =>
    output.words(words.started, { name, short: name.slice(-8), vkey, url: served.url, folder: asked.state }),
  )
  tellPin(run, witness)
  while (!stopped.aborted) {
    await look(run, { witness, reader, asked, vkey })
    await wait(asked.every_ms, undefined, { signal: stopped }).catch(() => undefined)
  }
  await served.stop()
  return exitCodes.ok
}

async function look(run: Run, { witness, reader, asked }: Watch): Promise<void> {
  const { output } = run
  const hadPin = witness.log !== undefined
  try {
    const outcome = await followLog(witness, reader)
    if (!hadPin) tellPin(run, witness)
    if (outcome.kind !== 'cosigned' || outcome.isNew) tellOutcome(output, outcome)
  } catch (fault) {
    if (!(fault instanceof SymbolonError)) throw fault
    const reason = describeError(fault, output.language).title
    const told = { event: 'waiting', code: fault.code, reason }
    if (output.json) output.result(told, () => '')
    else output.tell(words.waiting, { time: timeNow(output), reason, seconds: asked.every_ms / 1000 })
  }
}

function tellPin({ output }: Run, { log, last }: Witness): void {
  if (log === undefined) return
  const vkey = verifierKeyText(log)
  const size = last?.size ?? 0
  output.result({ event: 'pinned', origin: log.key_name, log: vkey, size }, () =>
    output.words(words.pinned, { origin: log.key_name, vkey, size: formatCount(size, output.language) }),
  )
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolderOf, findHome, listProfiles, nodeAddress } from '../identity/index.ts'
import { cliErrors, exitCodes, type Output, pairs, type Run, textOption, type Verb } from '../kernel/index.ts'
import { lifecycleWords as words } from './lifecycle-words.ts'
import { dataFolder, readNodeFile } from './node-process.ts'
import { quote } from './quote.ts'

interface Status {
  readonly running: boolean
  readonly ready: boolean
  readonly url: string | null
  readonly chain_id: number | null
  readonly pid: number | null
  readonly data: string
  readonly home: string
  readonly profiles: readonly string[]
}

/** `symbolon status`: exit 0 when the node is ready, 1 when it is not. */
export const status: Verb = async (run, input) => {
  const form = textOption(input, 'format') ?? (run.output.json ? 'json' : 'pretty')
  const found = await readStatus(run, textOption(input, 'data'))
  if (form === 'json') run.output.result(found, () => JSON.stringify(found))
  else if (form === 'env') run.output.result(found, () => envText(found))
  else if (form === 'pretty') run.output.result(found, () => prettyText(found, run.output))
  else throw cliErrors.CLI_OPTION_INVALID({ option: '--format', expected: 'pretty, json, env' })
  return found.ready ? exitCodes.ok : exitCodes.failed
}

/** What is known of the node of a data folder. */
export async function readStatus(run: Run, given: string | undefined): Promise<Status> {
  const { home, data } = placesOf(run, given)
  const node = await readNodeFile(data)
  const found = node?.alive ? node.url : undefined
  // Whoever names a folder means its node, whatever an earlier shell was told.
  const url = given === undefined ? (nodeAddress(run) ?? found) : (found ?? nodeAddress(run))
  const ready = url !== undefined && (await isReady(url))
  // What the folder says is of its own node, not of one that was named.
  const own = url === undefined || url === node?.url ? node : undefined
  return {
    running: ready || own?.alive === true,
    ready,
    url: url ?? null,
    chain_id: own?.chain_id ?? null,
    pid: own?.alive ? own.pid : null,
    data,
    home,
    profiles: await listProfiles(home),
  }
}

function placesOf(run: Run, given: string | undefined): { home: string; data: string } {
  const { all } = run.environment
  if (given !== undefined) {
    const data = dataFolder(given, all)
    const home = join(data, 'home')
    return { data, home: existsSync(home) ? home : findHome(run.environment) }
  }
  const home = findHome(run.environment)
  const beside = all.SYMBOLON_DATA === undefined ? dataFolderOf(home) : undefined
  return { home, data: beside ?? dataFolder(undefined, all) }
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3000) }).catch(() => undefined)
  return answer?.ok === true
}

function prettyText(found: Status, output: Output): string {
  const state = found.ready ? words.running : found.running ? words.notReady : words.notRunning
  return pairs([
    [output.words(words.node), output.style(found.ready ? 'good' : 'bad', output.words(state))],
    ...(found.url === null ? [] : [[output.words(words.open), found.url] as const]),
    ...(found.chain_id === null ? [] : [[output.words(words.chain), String(found.chain_id)] as const]),
    [output.words(words.data), found.data],
    [output.words(words.people), found.profiles.join(', ') || '–'],
  ])
}

function envText(found: Status): string {
  return [
    `SYMBOLON_NODE=${quote(found.url ?? '')}`,
    `SYMBOLON_HOME=${quote(found.home)}`,
    `SYMBOLON_DATA=${quote(found.data)}`,
  ]
    .map((line) => `export ${line}`)
    .join('\n')
}

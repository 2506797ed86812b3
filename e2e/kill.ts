import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fromUtf8 } from '@symbolon/protocol/kernel'
import { createClient, openRecord } from '@symbolon/sdk'
import { type DemoNode, killDatabase, rootOfProfile, startAndKill, startDemo } from './symbolon.ts'

export interface KillRun {
  /** Folder of its own; the node's data goes into it. */
  readonly folder: string
  /** How often everything is killed without warning. */
  readonly kills: number
  /** 0 to 1; decides when the kills come. */
  readonly random: () => number
  readonly report?: (line: string) => void
}

export interface KillResult {
  readonly kills: number
  /** Records and grants that a command said were recorded. */
  readonly acknowledged_records: number
  readonly acknowledged_grants: number
  /** Of these, what was not there afterwards. */
  readonly lost: number
  /** What was there more than once: records, their texts, grants. */
  readonly twice: number
  /** Acknowledged records that no longer opened to what was put in. */
  readonly damaged: number
  /** Kills of the database alone some time before the rest, and kills in the middle of a start. */
  readonly database_first: number
  readonly during_start: number
  readonly restart_ms_median: number
  readonly restart_ms_max: number
}

/** What is killed, and when. */
const killings = ['everything', 'database first', 'during a start'] as const
type Killing = (typeof killings)[number]

interface Known {
  /** Text of each acknowledged record. */
  readonly records: Map<string, string>
  readonly grants: Set<string>
}

const waitAtMost_ms = 3_500
/** How long the node may live without the database that was killed before it. */
const databaseAhead_ms_max = 800
/** A start takes about two seconds. */
const startAtMost_ms = 2_500
/** Grants that one command gives: as many may be there that no answer told of. */
const granteesOfCommand = 2
const filesAtOnce = 4

/**
 * Adds records and gives grants with real commands while everything is killed at random instants, sometimes the database first and sometimes
 * in the middle of a start; after each kill the node starts again on the same folder. What was acknowledged must be there once, and open.
 */
export async function killAtRandom(run: KillRun): Promise<KillResult> {
  const known: Known = { records: new Map(), grants: new Set() }
  const data = join(run.folder, 'data')
  let node = await startDemo({ data })
  const record = await firstRecord(node, run.folder)
  const restarts_ms: number[] = []
  const done = new Map<Killing, number>()
  for (let kill = 1; kill <= run.kills; kill++) {
    const at = { run, known, kill, record }
    const working = Promise.all([importNotes(node, at), giveGrants(node, at)])
    const killing = killingOf(run, kill)
    done.set(killing, (done.get(killing) ?? 0) + 1)
    await wait(run.random() * waitAtMost_ms)
    await carryOut(killing, { node, run })
    await working
    node = await startDemo({ data })
    restarts_ms.push(Math.round(node.ready_ms))
    const counted = `${known.records.size} records, ${known.grants.size} grants`
    run.report?.(`${kill}/${run.kills}, ${killing}: ${counted}, up in ${restarts_ms.at(-1)} ms`)
  }
  try {
    return {
      kills: run.kills,
      database_first: done.get('database first') ?? 0,
      during_start: done.get('during a start') ?? 0,
      ...spreadOf(restarts_ms),
      ...(await count(node, known, run)),
    }
  } finally {
    await node.stop()
  }
}

/** Each way once, then at random. */
function killingOf({ random }: KillRun, kill: number): Killing {
  const at = kill <= killings.length ? kill - 1 : Math.floor(random() * killings.length)
  return killings[at] ?? 'everything'
}

async function carryOut(killing: Killing, { node, run }: { node: DemoNode; run: KillRun }): Promise<void> {
  if (killing === 'database first') {
    await killDatabase(node.data)
    await wait(run.random() * databaseAhead_ms_max)
  }
  await node.kill()
  if (killing === 'during a start') await startAndKill(node.data, run.random() * startAtMost_ms)
}

function spreadOf(restarts_ms: readonly number[]): Pick<KillResult, 'restart_ms_median' | 'restart_ms_max'> {
  const sorted = restarts_ms.toSorted((a, b) => a - b)
  return { restart_ms_median: sorted[Math.floor(sorted.length / 2)] ?? 0, restart_ms_max: sorted.at(-1) ?? 0 }
}

interface Working {
  readonly run: KillRun
  readonly known: Known
  readonly kill: number
  /** Record that grants are given for. */
  readonly record: string
}

/** Adds files until the node is gone; what a command acknowledged is written down. */
async function importNotes(node: DemoNode, { run, known, kill }: Working): Promise<void> {
  for (let round = 0; ; round++) {
    const texts = Array.from({ length: filesAtOnce }, (_, i) => `note ${kill}.${round}.${i}`)
    const paths = await Promise.all(texts.map((text) => writeNote(run.folder, text)))
    const added = await node.run(['record', 'add', ...paths, '--as', 'nikos', '--json'])
    noteRecords(added.stdout, { texts, known })
    if (added.code !== 0) return
  }
}

/** Gives grants until the node is gone, as `importNotes` adds. */
async function giveGrants(node: DemoNode, { known, record }: Working): Promise<void> {
  for (;;) {
    const give = ['grant', 'give', '--record', record, '--to', 'hospital-a', '--to', 'hospital-b', '--until', '7d']
    const given = await node.run([...give, '--purpose', 'TREAT', '--as', 'eleni', '--json'])
    noteGrants(given.stdout, known)
    if (given.code !== 0) return
  }
}

async function firstRecord(node: DemoNode, folder: string): Promise<string> {
  const path = await writeNote(folder, 'shared note')
  const { files } = await node.json<{ files: { record: string }[] }>(['record', 'add', path, '--as', 'eleni'])
  return files[0]?.record ?? ''
}

async function writeNote(folder: string, text: string): Promise<string> {
  const path = join(folder, `${text.replaceAll(/[ .]/g, '-')}.txt`)
  await writeFile(path, text)
  return path
}

function noteRecords(stdout: string, to: { texts: readonly string[]; known: Known }): void {
  const { files } = answerIn(stdout) as { files?: { record?: string; state?: string }[] }
  for (const [i, { record, state }] of (files ?? []).entries()) {
    if (record !== undefined && state === 'recorded') to.known.records.set(record, to.texts[i] ?? '')
  }
}

function noteGrants(stdout: string, known: Known): void {
  const { items } = answerIn(stdout) as { items?: { grant: string; state: string }[] }
  for (const { grant, state } of items ?? []) if (state === 'recorded') known.grants.add(grant)
}

// A command that died with the node has said nothing, and nothing was acknowledged.
function answerIn(stdout: string): unknown {
  return stdout.trim() === '' ? {} : JSON.parse(stdout)
}

interface Listed {
  readonly items: readonly { readonly record: string; readonly token_id: string; readonly state: string }[]
}

async function count(node: DemoNode, known: Known, { kills }: KillRun) {
  const { items } = await node.json<Listed>(['record', 'list', '--as', 'nikos'])
  const present = new Set(items.filter(({ state }) => state === 'recorded').map(({ record }) => record))
  const given = await activeGrants(node)
  const active = new Set(given)
  const texts = await openAll(node, present)
  const lost = [...known.records.keys()].filter((record) => !present.has(record)).length
  const lostGrants = [...known.grants].filter((grant) => !active.has(grant)).length
  // One command may have been under way at each kill; a grant beyond that came to be twice.
  const untold = [...active].filter((grant) => !known.grants.has(grant)).length
  const twiceGrants = repeats(given) + Math.max(0, untold - kills * granteesOfCommand)
  const twice = repeats([...texts.values()]) + repeats(items.map(({ token_id }) => token_id)) + twiceGrants
  const damaged = [...known.records].filter(
    ([record, text]) => present.has(record) && texts.get(record) !== text,
  ).length
  return {
    acknowledged_records: known.records.size,
    acknowledged_grants: known.grants.size,
    lost: lost + lostGrants,
    twice,
    damaged,
  }
}

async function activeGrants(node: DemoNode): Promise<string[]> {
  const { items } = await node.json<{ items: { grant: string; state: string }[] }>(['grant', 'list', '--as', 'eleni'])
  return items.filter(({ state }) => state === 'active').map(({ grant }) => grant)
}

function repeats(values: readonly string[]): number {
  return values.length - new Set(values).size
}

/** What every record opens to: an acknowledged one is no use when its keys or its ciphertext are gone. */
async function openAll(node: DemoNode, records: ReadonlySet<string>): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  const client = createClient({ url: node.url, root: await rootOfProfile(node, 'nikos') })
  for (const record of records) {
    const { entries } = await openRecord(client, { record })
    texts.set(record, fromUtf8(entries[0]?.bytes ?? new Uint8Array()))
  }
  return texts
}

/** Numbers between 0 and 1 that a seed decides, so that a failing run can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** The last lines of the node's log, for a report of what went wrong. */
export async function nodeLog(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'data', 'node.log'), 'utf8').catch(() => '')
  return text.split('\n').slice(-30).join('\n')
}

import { equalBytes, fromHex, type Hex, hasCode, type Words } from '@symbolon/protocol/kernel'
import { type SignedCheckpoint, verifierKeyText } from '@symbolon/protocol/log'
import {
  getLog,
  type LogAnchor,
  type LogDescription,
  LogHistory,
  LogTiles,
  type LogWitness,
  logReadingErrors,
  readCheckpoint,
  toldAnchors,
} from '@symbolon/sdk/log'
import { exitCodes, formatCount, formatInstant, type Output, pairs, textOption, type Verb } from '../kernel/index.ts'
import type { LogDoors } from './doors.ts'
import { examining } from './log-fault.ts'
import { type OpenedLog, openLog } from './open-log.ts'
import { quorumWords, logWords as words } from './words.ts'

const looksMax = 3

/** `symbolon log status`: what the node says of its log, held against what the log has signed. */
export function logStatus(doors: LogDoors): Verb {
  return (run, input) =>
    examining(run.output, async () => {
      const opened = await openLog(run, { doors, vkey: textOption(input, 'vkey') })
      const described = await describedAsSigned(opened)
      run.output.result(described, () => statusText(described, run.output))
      return exitCodes.ok
    })
}

/** What the node says, once it is of the checkpoint that the log shows: between two looks a newer one may appear. */
async function describedAsSigned(opened: OpenedLog): Promise<LogDescription> {
  for (let look = 1; ; look++) {
    const described = await getLog(opened.client)
    if (described.vkey !== verifierKeyText(opened.log)) throw untrue('vkey')
    if (described.origin !== opened.log.key_name) throw untrue('origin')
    const checkpoint = await published(opened)
    if (described.size === (checkpoint?.size ?? 0)) return await asSigned(described, { checkpoint, opened })
    if (look === looksMax) throw untrue('size')
  }
}

/** The newest checkpoint; nothing before the first one. */
async function published({ reader, log }: OpenedLog): Promise<SignedCheckpoint | undefined> {
  return await readCheckpoint(reader, log).catch((fault) => {
    if (hasCode(fault, 'LOG_NOT_PUBLISHED')) return undefined
    throw fault
  })
}

async function asSigned(
  described: LogDescription,
  { checkpoint, opened }: { checkpoint: SignedCheckpoint | undefined; opened: OpenedLog },
): Promise<LogDescription> {
  if (checkpoint === undefined) {
    if (toldAnchors(described).length > 0) throw untrue('anchor')
    return described
  }
  if (described.root !== Buffer.from(checkpoint.root).toString('base64')) throw untrue('root')
  const history = new LogHistory(new LogTiles(opened.reader, checkpoint), opened)
  for (const anchor of toldAnchors(described)) {
    const isTrue = equalBytes(await history.rootAt(anchor.size), fromHex(anchor.root as Hex))
    if (!isTrue) throw untrue('anchor')
  }
  return described
}

function statusText(log: LogDescription, output: Output): string {
  const { language } = output
  const line = (name: Words, value: string) => [output.words(name), value] as const
  const signed =
    log.at === null ? output.words(words.never) : `${formatInstant(log.at, language)} (${ageOf(log.at, output)})`
  return pairs([
    line(words.origin, log.origin),
    line(words.size, formatCount(log.size, language)),
    line(words.root, log.root),
    line(words.checkpoint, signed),
    line(words.key, log.vkey),
    line(words.witnesses, log.witnesses.map((one) => witnessText(one, output)).join(', ') || '–'),
    line(words.quorum, output.words(quorumWords[log.quorum])),
    line(words.anchor, anchorText(log.anchor, output)),
    ...(log.second_anchor ? [line(words.secondAnchor, anchorText(log.second_anchor, output))] : []),
  ])
}

function witnessText({ name, size }: LogWitness, { language }: Output): string {
  return `${name} (${formatCount(size, language)})`
}

function anchorText(anchor: LogAnchor | null, output: Output): string {
  if (anchor === null) return '–'
  const { chain_id, block, size, at } = anchor
  const facts = { chain_id, block, size: formatCount(size, output.language), at: formatInstant(at, output.language) }
  return output.words(words.anchored, facts)
}

function ageOf(at: string, output: Output): string {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(at)) / 1000))
  return output.words(words.ago, { seconds: formatCount(seconds, output.language) })
}

function untrue(what: string) {
  return logReadingErrors.LOG_NODE_UNTRUE({ what })
}

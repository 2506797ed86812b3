import type { Evidence, EvidenceRead } from '@symbolon/protocol/medicines'
import { getAlert, listAlerts, type PackAlert } from '@symbolon/sdk/medicines'
import { openClient } from '../identity/index.ts'
import {
  cliErrors,
  exitCodes,
  formatInstant,
  type Input,
  type Output,
  pairs,
  table,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { alertWords } from './alert-words.ts'
import { countOption } from './options.ts'
import { words } from './words.ts'

const ALERTS_USUAL = 200
const hour_ms = 3_600_000
const states = ['open', 'assigned', 'resolved'] as const

/** `symbolon alert list`. */
export const alertList: Verb = async (run, input) => {
  const state = stateOf(input)
  const limit = countOption(input, { name: 'limit', option: '--limit' }) ?? ALERTS_USUAL
  const { client } = await openClient(run)
  const items: PackAlert[] = []
  let after: string | undefined
  do {
    const rest = Math.min(limit - items.length, ALERTS_USUAL)
    const page = await listAlerts(client, {
      limit: Math.max(rest, 1),
      ...(after !== undefined && { after }),
      ...(state !== undefined && { state }),
    })
    items.push(...page.items)
    after = page.has_more ? page.next : undefined
  } while (after !== undefined && items.length < limit)
  const hasMore = after !== undefined
  run.output.result({ items, has_more: hasMore }, () => listText(items, { output: run.output, hasMore }))
  return exitCodes.ok
}

/** `symbolon alert show`: an alert with what it rests on. */
export const alertShow: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const alert = await getAlert(client, { alert: input.operands[0] ?? '' })
  run.output.result(alert, () => alertText(alert, run.output))
  return exitCodes.ok
}

function stateOf(input: Input): PackAlert['status']['state'] | undefined {
  const asked = textOption(input, 'state')
  const state = states.find((known) => known === asked)
  if (asked !== undefined && state === undefined)
    throw cliErrors.CLI_OPTION_INVALID({ option: '--state', expected: states.join(', ') })
  return state
}

function listText(items: readonly PackAlert[], { output, hasMore }: { output: Output; hasMore: boolean }): string {
  if (items.length === 0) return output.words(alertWords.none)
  const heading = [alertWords.alert, alertWords.raised, words.state, words.product, words.lot, alertWords.cause]
  const rows = items.map((one) => [
    one.alert,
    formatInstant(one.raised_at, output.language),
    one.words.status,
    one.gtin ?? '–',
    one.lot ?? '–',
    one.words.cause,
  ])
  const shown = table(
    heading.map((text) => output.words(text)),
    rows,
  )
  return hasMore ? `${shown}\n${output.words(alertWords.more)}` : shown
}

/** What people read of an alert. */
export function alertText(alert: PackAlert, output: Output): string {
  const say = output.words
  const about: [string, string][] = [
    [say(alertWords.kind), alert.words.kind],
    ...(alert.words.emvs === null ? [] : [[say(alertWords.emvs), alert.words.emvs] as [string, string]]),
    [say(words.state), alert.words.status],
    [say(alertWords.raised), formatInstant(alert.raised_at, output.language)],
    [say(words.product), alert.gtin ?? '–'],
    [say(words.lot), alert.lot ?? '–'],
    [say(words.serial), alert.serial ?? '–'],
    [say(alertWords.score), decimal(alert.score, output)],
  ]
  const evidence = evidenceLines(alert.evidence as unknown as Evidence, output)
  const shown = `${output.style('strong', alert.words.cause)}\n${pairs(about).replace(/^/gm, '  ')}`
  if (evidence.length === 0) return shown
  return `${shown}\n\n${output.style('strong', say(alertWords.evidence))}\n${pairs(evidence).replace(/^/gm, '  ')}`
}

function evidenceLines(evidence: Evidence, output: Output): [string, string][] {
  const say = output.words
  const { reads, distance_km, hours, speed_km_h, seen, expected, scanned, recorded } = evidence
  const lines = reads.map((read): [string, string] => [say(alertWords.read), readText(read, output)])
  if (distance_km !== undefined) {
    const facts = {
      distance: decimal(distance_km, output),
      hours: decimal(hours ?? 0, output),
      speed: decimal(speed_km_h ?? 0, output),
    }
    lines.push([say(alertWords.distance), say(alertWords.distanceText, facts)])
  }
  if (seen !== undefined) {
    const facts = { seen: decimal(seen, output), expected: decimal(expected ?? 0, output) }
    lines.push([say(alertWords.seen), say(alertWords.seenText, facts)])
  }
  if (scanned !== undefined) lines.push([say(alertWords.scanned), printed(scanned)])
  if (recorded !== undefined) lines.push([say(alertWords.recorded), printed(recorded)])
  return lines
}

function readText({ cell, hour, reader, is_by_device }: EvidenceRead, output: Output): string {
  const time = formatInstant(hour * hour_ms, output.language)
  const text = output.words(alertWords.readText, { time, cell, reader })
  return is_by_device ? `${text} (${output.words(alertWords.byDevice)})` : text
}

function printed(told: {
  readonly gtin?: string
  readonly serial?: string
  readonly lot?: string
  readonly expiry?: string
}) {
  const { gtin, serial, lot, expiry } = told
  const parts = [gtin && `(01)${gtin}`, serial && `(21)${serial}`, lot && `(10)${lot}`, expiry && `(17)${expiry}`]
  return parts.filter((part) => part !== undefined && part !== '').join('')
}

function decimal(value: number, { language }: Output): string {
  const text = String(Math.round(value * 1000) / 1000)
  return language === 'el' ? text.replace('.', ',') : text
}

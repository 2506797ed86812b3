import type { JsonObject } from '@symbolon/protocol/kernel'
import { type EventsAsking, queryEvents } from '@symbolon/sdk/custody'
import { openClient } from '../identity/index.ts'
import {
  cliErrors,
  exitCodes,
  formatInstant,
  type Input,
  type Output,
  table,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { conditionsOf } from './epcis-conditions.ts'
import { words } from './words.ts'

const EVENTS_USUAL = 200
const EVENTS_MAX = 100_000
const PAGE_EVENTS = 1_000
const formats = { link: 'Always_GS1_Digital_Link', urn: 'Always_EPC_URN' } as const

/** `symbolon epcis query`: events that the profile may see. */
export const epcisQuery: Verb = async (run, input) => {
  const conditions = conditionsOf(input)
  const name = textOption(input, 'name')
  if (name !== undefined && Object.keys(conditions).length > 0)
    throw cliErrors.CLI_USAGE_INVALID({ what: '--name, --where' })
  const limit = limitOf(input)
  const format = formatOf(input)
  const { client } = await openClient(run)
  const items: JsonObject[] = []
  let after: string | undefined
  do {
    const page = await queryEvents(client, {
      parameters: {
        ...conditions,
        perPage: String(Math.min(PAGE_EVENTS, limit - items.length)),
        ...(after !== undefined && { nextPageToken: after }),
      },
      ...(name !== undefined && { query: name }),
      ...(format !== undefined && { format }),
    })
    items.push(...page.events)
    after = page.next
  } while (after !== undefined && items.length < limit)
  run.output.result({ items, has_more: after !== undefined }, () =>
    textOf(items, { output: run.output, hasMore: after !== undefined }),
  )
  return exitCodes.ok
}

function limitOf(input: Input): number {
  const limit = Number(textOption(input, 'limit') ?? EVENTS_USUAL)
  const isCount = Number.isInteger(limit) && limit >= 1 && limit <= EVENTS_MAX
  if (!isCount) throw cliErrors.CLI_OPTION_INVALID({ option: '--limit', expected: `1–${EVENTS_MAX}` })
  return limit
}

function formatOf(input: Input): EventsAsking['format'] {
  const asked = textOption(input, 'ids')
  if (asked === undefined) return undefined
  if (!Object.hasOwn(formats, asked)) throw cliErrors.CLI_OPTION_INVALID({ option: '--ids', expected: 'link, urn' })
  return formats[asked as keyof typeof formats]
}

function textOf(items: readonly JsonObject[], { output, hasMore }: { output: Output; hasMore: boolean }): string {
  if (items.length === 0) return output.words(words.none)
  const heading = [words.when, words.type, words.step, words.what, words.where].map((text) => output.words(text))
  const rows = items.map((event) => [
    formatInstant(String(event.eventTime), output.language),
    [event.type, event.action].filter((part) => part !== undefined).join(' '),
    String(event.bizStep ?? '–'),
    whatOf(event),
    idOf(event.readPoint) ?? idOf(event.bizLocation) ?? '–',
  ])
  const shown = table(heading, rows)
  return hasMore ? `${shown}\n${output.words(words.more)}` : shown
}

/** What an event is about, by its first identifier and how many there are. */
function whatOf({ parentID = [], epcList = [], childEPCs = [] }: JsonObject): string {
  const named = [parentID, epcList, childEPCs].flat().map(String)
  const [first] = named
  if (first === undefined) return '–'
  return named.length === 1 ? first : `${first} +${named.length - 1}`
}

function idOf(place: JsonObject[string] | undefined): string | undefined {
  const isPlace = typeof place === 'object' && place !== null && !Array.isArray(place)
  return isPlace ? String(place.id) : undefined
}

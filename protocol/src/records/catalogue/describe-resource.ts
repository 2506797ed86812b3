import type { JsonObject, JsonValue } from '../../kernel/index.ts'
import { type Code, codingsAt, isObject, valuesAt, wordsAt } from './elements.ts'
import { elementsOf } from './resource-elements.ts'

export const ENTRY_TITLE_LENGTH_MAX = 120
export const ENTRY_CODES_MAX = 16
const systemLengthMax = 256
const codeLengthMax = 128

export interface ResourceDescription {
  readonly title: string
  /**
   * When it happened or began, as precise as it is known: `2015`, `2015-03` or `2015-03-31`; when it ended where no more
   * is known.
   */
  readonly date: string | undefined
  readonly codes: readonly Code[]
}

/** What a person and a grant need to know of a resource without opening it: its words, its day, its main codes. */
export function describeResource(resource: JsonObject): ResourceDescription {
  const type = String(resource.resourceType)
  const { codes, dates } = elementsOf(type)
  const title = codes.map((path) => wordsAt(resource, path)).find((words) => words !== undefined) ?? type
  const date = dates
    .flatMap((path) => valuesAt(resource, path))
    .map(dayOfValue)
    .find((day) => day !== undefined)
  const found = codes.map((path) => codingsAt(resource, path)).find((list) => list.length > 0) ?? []
  return { title: shortened(title), date, codes: found.filter(isShort).slice(0, ENTRY_CODES_MAX) }
}

/** The day of a date, dateTime or instant, the start of a Period, the earliest event of a Timing. */
function dayOfValue(value: JsonValue): string | undefined {
  const found = isObject(value) ? (value.start ?? value.end ?? value.event) : value
  const days = (Array.isArray(found) ? found : [found]).flatMap((text) =>
    typeof text === 'string' && /^\d{4}(-\d\d){0,2}(T|$)/.test(text) ? [text.slice(0, 10)] : [],
  )
  return days.sort()[0]
}

function isShort({ system, code }: Code): boolean {
  return system.length <= systemLengthMax && code.length <= codeLengthMax
}

/** The start of a title, without half a character at its end. */
export function shortened(title: string): string {
  return title.slice(0, ENTRY_TITLE_LENGTH_MAX).toWellFormed()
}

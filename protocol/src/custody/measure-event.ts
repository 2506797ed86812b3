import { isNumberAsWritten, type JsonValue, type Words } from '../kernel/index.ts'
import { quantities } from './error-reasons.ts'
import { custodyErrors } from './errors.ts'
import { EVENT_DEPTH_MAX, EVENT_TEXT_CHARS_MAX, EVENT_VALUES_MAX } from './limits.ts'
import type { Place } from './place.ts'

/** Throws CUSTODY_LIMIT_EXCEEDED where an event is too deep, too long or too wide, before anything else reads it. */
export function measureEvent(event: JsonValue, place: Place): void {
  measure(event, { place, depth: 0, met: { count: 0 } })
}

interface Measured {
  readonly place: Place
  readonly depth: number
  readonly met: { count: number }
}

function measure(value: JsonValue, { place, depth, met }: Measured): void {
  if (++met.count > EVENT_VALUES_MAX) exceeded(place, { max: EVENT_VALUES_MAX, what: quantities.values })
  if (depth > EVENT_DEPTH_MAX) exceeded(place, { max: EVENT_DEPTH_MAX, what: quantities.levels })
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) within(value[at] as JsonValue, at, { place, depth, met })
  } else if (typeof value === 'object' && value !== null && !isNumberAsWritten(value)) {
    for (const key of Object.keys(value)) {
      if (key.length > EVENT_TEXT_CHARS_MAX) exceeded(place, { max: EVENT_TEXT_CHARS_MAX, what: quantities.text })
      within(value[key] as JsonValue, key, { place, depth, met })
    }
  } else if (isLong(value)) exceeded(place, { max: EVENT_TEXT_CHARS_MAX, what: quantities.text })
}

/** Most values are short texts and numbers, which need no place of their own. */
function within(value: JsonValue, key: string | number, { place, depth, met }: Measured): void {
  const isPlain = typeof value !== 'object' || value === null
  if (isPlain && depth < EVENT_DEPTH_MAX && met.count < EVENT_VALUES_MAX && !isLong(value)) met.count++
  else measure(value, { place: place.in(key), depth: depth + 1, met })
}

function isLong(value: JsonValue): boolean {
  if (typeof value === 'string')
    return value.length > EVENT_TEXT_CHARS_MAX && value.trim().length > EVENT_TEXT_CHARS_MAX
  return isNumberAsWritten(value) && (value as { rawJSON: string }).rawJSON.length > EVENT_TEXT_CHARS_MAX
}

function exceeded(place: Place, { max, what }: { max: number; what: Words }): never {
  throw custodyErrors.CUSTODY_LIMIT_EXCEEDED({ pointer: place.pointer(), max, what })
}

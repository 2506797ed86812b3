import { isNumberAsWritten } from '../../kernel/index.ts'

/** Longest string of a resource in UTF-16 units. @source R4 datatypes, string: "SHALL NOT exceed 1MB in size" */
export const FHIR_STRING_LENGTH_MAX = 1_048_576

const year = '(?!0000)\\d{4}'
const month = '(?:0[1-9]|1[0-2])'
const day = '(?:0[1-9]|[12]\\d|3[01])'
const clock = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?'
const zone = '(?:Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00))'

const datePattern = new RegExp(`^${year}(?:-${month}(?:-${day})?)?$`)
const dateTimePattern = new RegExp(`^${year}(?:-${month}(?:-${day}(?:T${clock}${zone})?)?)?$`)
const instantPattern = new RegExp(`^${year}-${month}-${day}T${clock}${zone}$`)
const timePattern = new RegExp(`^${clock}$`)
const idPattern = /^[A-Za-z0-9\-.]{1,64}$/
const codePattern = /^[^\s]+(?:\s[^\s]+)*$/
const oidPattern = /^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/
const uuidPattern = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const whitespace = /\s/
const base64Letters = /^[0-9a-zA-Z+/=\s]*$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the characters that R4 forbids in a string
const forbiddenInString = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/

type Check = (value: unknown) => boolean

const text =
  (accepts: (value: string) => boolean): Check =>
  (value) =>
    typeof value === 'string' && value.length > 0 && accepts(value)
const whole =
  (least: number): Check =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 2_147_483_647

const checks: Readonly<Record<string, Check>> = {
  boolean: (value) => typeof value === 'boolean',
  integer: whole(-2_147_483_648),
  unsignedInt: whole(0),
  positiveInt: whole(1),
  decimal: (value) => typeof value === 'number' || isNumberAsWritten(value),
  string: text(isText),
  markdown: text(isText),
  code: text((value) => codePattern.test(value)),
  id: text((value) => idPattern.test(value)),
  uri: text((value) => !whitespace.test(value)),
  url: text((value) => !whitespace.test(value)),
  canonical: text((value) => !whitespace.test(value)),
  oid: text((value) => oidPattern.test(value)),
  uuid: text((value) => uuidPattern.test(value)),
  base64Binary: text(isBase64),
  date: text((value) => datePattern.test(value) && isOnCalendar(value)),
  dateTime: text((value) => dateTimePattern.test(value) && isOnCalendar(value)),
  instant: text((value) => instantPattern.test(value) && isOnCalendar(value)),
  time: text((value) => timePattern.test(value)),
}

const jsonTypes: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  integer: 'number',
  unsignedInt: 'number',
  positiveInt: 'number',
  decimal: 'number',
}

/** What is wrong with a primitive: its JSON type, its form, or nothing. @source R4 §2.24.0.1 Primitive Types */
export function primitiveFault(type: string, value: unknown): 'type' | 'format' | undefined {
  if (checks[type]?.(value) === true) return undefined
  const written = isNumberAsWritten(value) ? 'number' : typeof value
  return written === (jsonTypes[type] ?? 'string') ? 'format' : 'type'
}

function isText(value: string): boolean {
  return value.length <= FHIR_STRING_LENGTH_MAX && !forbiddenInString.test(value) && value.trim().length > 0
}

function isBase64(value: string): boolean {
  if (!base64Letters.test(value)) return false
  const letters = whitespace.test(value) ? value.replace(/\s+/g, '').length : value.length
  return letters > 0 && letters % 4 === 0
}

/** False for the 30th of February and its like. */
function isOnCalendar(value: string): boolean {
  if (value.length < 10) return true
  const inMonth = Number(value.slice(8, 10))
  if (inMonth < 29) return true
  const last = new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0))
  return inMonth <= last.getUTCDate()
}

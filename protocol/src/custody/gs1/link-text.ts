import { isDigitCode } from './character-sets.ts'
import { gs1Error } from './gs1-error.ts'

/** A stretch of a Digital Link, still percent-encoded, and where it begins. */
export interface LinkText {
  readonly raw: string
  readonly position: number
}

const uriCharacters = /[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/
const hexadecimal = /^[0-9A-Fa-f]{2}$/

/** Passes when the whole text may be a URI. @source RFC 3986 §2 */
export function checkUriCharacters(uri: string): void {
  const position = uri.search(uriCharacters)
  if (position >= 0) throw gs1Error({ position, reason: 'uri_character' })
}

/** The data of an application identifier that a stretch encodes, one character for each byte. @source RFC 3986 §2.1 */
export function decodedData({ raw, position }: LinkText, ai: string): string {
  if (!raw.includes('%')) return raw
  return raw.replace(/%(.?.?)/g, (_, pair: string, at: number) => {
    if (!hexadecimal.test(pair)) throw gs1Error({ ai, position: position + at, reason: 'percent' })
    return String.fromCharCode(Number.parseInt(pair, 16))
  })
}

/** Where the character of the decoded data stands in the text. */
export function encodedAt({ raw, position }: LinkText, at: number): number {
  let place = 0
  for (let decoded = 0; decoded < at && place < raw.length; decoded++) place += raw[place] === '%' ? 3 : 1
  return position + place
}

/** Data as it stands in the query of a Digital Link: whatever divides a query is encoded. @source RFC 3986 §2.2 */
export function queryText(data: string): string {
  return encodeURIComponent(data.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** What a parameter of the query that is not GS1's says; its text as it is where the encoding is broken. */
export function parameterText(raw: string): string {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '))
  } catch {
    return raw
  }
}

/** True when a name is made of digits alone, as application identifiers are. */
export function isNumeric(name: string): boolean {
  for (let at = 0; at < name.length; at++) if (!isDigitCode(name.charCodeAt(at))) return false
  return name.length > 0
}

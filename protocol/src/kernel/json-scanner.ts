import { invalidReasons, refusedReasons } from './json-reasons.ts'
import { type JsonObject, type JsonValue, numberAsWritten } from './json-value.ts'
import { kernelErrors } from './kernel-errors.ts'

export const JSON_DEPTH_MAX = 64

const keySlots = 256
const quote = 34
const comma = 44
const minus = 45
const point = 46
const zero = 48
const nine = 57
const colon = 58
const openBracket = 91
const backslash = 92
const closeBracket = 93
const openBrace = 123
const closeBrace = 125

/**
 * One pass over a JSON text, one character code at a time. Strings without escapes are slices of the text; keys that
 * came before are recognised in place, since FHIR repeats a few hundred of them.
 */
export class JsonScanner {
  private at = 0
  private depth = 0
  private readonly text: string
  private readonly keepsNumbers: boolean
  private readonly mayRepeat: ReadonlySet<string> | undefined
  private readonly keys: (string | undefined)[] = new Array(keySlots)

  constructor(text: string, options: { keepsNumbers: boolean; mayRepeat?: ReadonlySet<string> | undefined }) {
    this.text = text
    this.keepsNumbers = options.keepsNumbers
    this.mayRepeat = options.mayRepeat
  }

  /** The one value of the text. @throws KERNEL_JSON_INVALID, KERNEL_JSON_REFUSED */
  read(): JsonValue {
    const { text } = this
    if (text.charCodeAt(0) === 0xfeff) throw this.invalid('mark')
    if (!text.isWellFormed()) throw this.refused('surrogate', firstLoneSurrogate(text))
    const value = this.value(this.next())
    this.next()
    if (this.at < text.length) throw this.invalid('trailing')
    return value
  }

  /** Steps over white space and answers the code there, NaN at the end. */
  private next(): number {
    const { text } = this
    let at = this.at
    let code = text.charCodeAt(at)
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++at)
    this.at = at
    return code
  }

  private value(code: number): JsonValue {
    switch (code) {
      case quote:
        return this.string()
      case openBrace:
        return this.object()
      case openBracket:
        return this.array()
      case 116:
        return this.literal('true', true)
      case 102:
        return this.literal('false', false)
      case 110:
        return this.literal('null', null)
      default:
        return this.number(code)
    }
  }

  private object(): JsonObject {
    this.descend()
    const object: JsonObject = {}
    let code = this.next()
    if (code === closeBrace) return this.ascend(object)
    for (;;) {
      if (code !== quote) throw this.invalid('key')
      const start = this.at
      const key = this.key()
      if (key === '__proto__') throw this.refused('prototype', start)
      if (object[key] !== undefined && Object.hasOwn(object, key) && !this.mayRepeat?.has(key)) {
        throw this.refused('duplicate', start)
      }
      if (this.next() !== colon) throw this.invalid('colon')
      this.at++
      object[key] = this.value(this.next())
      code = this.next()
      if (code === closeBrace) return this.ascend(object)
      if (code !== comma) throw this.invalid('separator')
      this.at++
      code = this.next()
    }
  }

  private array(): JsonValue[] {
    this.descend()
    const array: JsonValue[] = []
    let code = this.next()
    if (code === closeBracket) return this.ascend(array)
    for (;;) {
      array.push(this.value(code))
      code = this.next()
      if (code === closeBracket) return this.ascend(array)
      if (code !== comma) throw this.invalid('separator')
      this.at++
      code = this.next()
    }
  }

  private descend(): void {
    if (++this.depth > JSON_DEPTH_MAX) throw this.refused('depth', this.at)
    this.at++
  }

  private ascend<Container>(container: Container): Container {
    this.depth--
    this.at++
    return container
  }

  private key(): string {
    const { text, keys } = this
    const start = this.at + 1
    const end = this.endOfPlainString(start)
    if (end < 0) return this.stringWithEscapes(start)
    this.at = end + 1
    const slot = (31 * text.charCodeAt(start) + 7 * text.charCodeAt(end - 1) + end - start) & (keySlots - 1)
    const known = keys[slot]
    if (known !== undefined && known.length === end - start && text.startsWith(known, start)) return known
    const key = text.slice(start, end)
    keys[slot] = key
    return key
  }

  private string(): string {
    const start = this.at + 1
    const end = this.endOfPlainString(start)
    if (end < 0) return this.stringWithEscapes(start)
    this.at = end + 1
    return this.text.slice(start, end)
  }

  /** Where the closing quotation mark stands, or -1 when an escape comes before it. */
  private endOfPlainString(start: number): number {
    const { text } = this
    let at = start
    let code = text.charCodeAt(at)
    while (code !== quote) {
      if (code === backslash) return -1
      if (!(code >= 32)) throw this.brokenString(at)
      code = text.charCodeAt(++at)
    }
    return at
  }

  private stringWithEscapes(start: number): string {
    const { text } = this
    let end = text.indexOf('"', start)
    while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
    if (end < 0) throw this.brokenString(text.length)
    const string = unescaped(text.slice(start - 1, end + 1))
    if (string === undefined) throw this.invalid('string', start)
    if (!string.isWellFormed()) throw this.refused('surrogate', start)
    this.at = end + 1
    return string
  }

  private number(first: number): JsonValue {
    const { text } = this
    const start = this.at
    let at = first === minus ? start + 1 : start
    let code = text.charCodeAt(at)
    if (!isDigit(code)) throw this.invalid(first === minus ? 'number' : 'value', at)
    let whole = 0
    const digits = at
    for (; code >= zero && code <= nine; code = text.charCodeAt(++at)) whole = whole * 10 + code - zero
    if (at - digits > 1 && text.charCodeAt(digits) === zero) throw this.invalid('number', digits + 1)
    const isWhole = code !== point && code !== 101 && code !== 69
    this.at = isWhole ? at : this.endOfFraction(at, code)
    if (isWhole && at - digits < 16 && (whole > 0 || first === zero)) return first === minus ? -whole : whole
    return this.numberOf(text.slice(start, this.at), start)
  }

  private endOfFraction(from: number, first: number): number {
    let at = from
    let code = first
    if (code === point) {
      at = this.endOfDigits(at + 1)
      code = this.text.charCodeAt(at)
    }
    if (code !== 101 && code !== 69) return at
    const sign = this.text.charCodeAt(at + 1)
    return this.endOfDigits(sign === 43 || sign === minus ? at + 2 : at + 1)
  }

  private endOfDigits(start: number): number {
    let at = start
    while (isDigit(this.text.charCodeAt(at))) at++
    if (at === start) throw this.invalid(at >= this.text.length ? 'end' : 'number', at)
    return at
  }

  private numberOf(lexeme: string, start: number): JsonValue {
    const value = Number(lexeme)
    if (!Number.isFinite(value)) throw this.refused('unsafe', start)
    if (this.keepsNumbers) return String(value) === lexeme ? value : (numberAsWritten(lexeme) as unknown as JsonObject)
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER || !isExact(lexeme, value)) throw this.refused('unsafe', start)
    return value
  }

  private literal<Value>(word: string, value: Value): Value {
    if (!this.text.startsWith(word, this.at)) throw this.invalid('value')
    this.at += word.length
    return value
  }

  private brokenString(at: number) {
    return this.invalid(at >= this.text.length ? 'end' : 'control', at)
  }

  private invalid(reason: keyof typeof invalidReasons, position = this.at) {
    const atEnd = position >= this.text.length
    return kernelErrors.KERNEL_JSON_INVALID({ position, reason: invalidReasons[atEnd ? 'end' : reason] })
  }

  private refused(reason: keyof typeof refusedReasons, position: number) {
    return kernelErrors.KERNEL_JSON_REFUSED({ position, reason: refusedReasons[reason] })
  }
}

/** True when the number that was written is the one that is written back: it has no digit too many. @source RFC 7493 §2.2 */
function isExact(lexeme: string, value: number): boolean {
  return plainDigits(lexeme) === plainDigits(String(value))
}

/** Significant digits and the power of ten of the last one: `1.50e3` and `1500` are the same. */
function plainDigits(lexeme: string): string {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(lexeme) ?? []
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine
}

/** True when an odd number of backslashes stands before the position. */
function isEscaped(text: string, position: number): boolean {
  let at = position
  while (text.charCodeAt(at - 1) === backslash) at--
  return (position - at) % 2 === 1
}

function unescaped(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string
  } catch {
    return undefined
  }
}

function firstLoneSurrogate(text: string): number {
  const withoutLone = text.toWellFormed()
  let at = 0
  while (text.charCodeAt(at) === withoutLone.charCodeAt(at)) at++
  return at
}

import { type EpcScheme, epcSchemes } from './epc-schemes.ts'

/** Characters that stand alike in an EPC URI and in a Digital Link. */
const plain = /^[A-Za-z0-9\-._';=]{1,20}$/
const plainLink =
  /^https?:\/\/[^/?#]+(\/(?:01\/\d{14}\/(?:21|10)\/[A-Za-z0-9\-._';=]{1,20}|01\/\d{14}|00\/\d{18}|41[47]\/\d{13}|414\/\d{13}\/254\/[A-Za-z0-9\-._';=]{1,20}))$/
const epcStart = 'urn:epc:id:'
const classStart = 'urn:epc:class:'
const zero = 48

/**
 * As `canonicalId`, for the EPC URIs and Digital Links that events are full of and in which no character needs another
 * spelling; nothing for all others. It exists because capture is bound by it: 0.4 µs against 2.5 µs.
 */
export function plainId(uri: string): string | undefined {
  if (!uri.startsWith('urn:epc:')) {
    const [, path] = plainLink.exec(uri) ?? []
    return path && `https://id.gs1.org${path}`
  }
  const start = uri.startsWith(epcStart) ? epcStart : classStart
  const colon = uri.indexOf(':', start.length)
  if (colon < 0 || !uri.startsWith(start)) return undefined
  const scheme = epcSchemes[uri.slice('urn:epc:'.length, colon)]
  return scheme?.digits === undefined ? undefined : linkOf(scheme, uri.slice(colon + 1))
}

function linkOf(scheme: EpcScheme, body: string): string | undefined {
  const dot = body.indexOf('.')
  const [part, ...more] = scheme.parts
  const end = part === undefined ? body.length : body.indexOf('.', dot + 1)
  const isWhole = dot >= 6 && dot <= 12 && end - 1 === scheme.digits && scheme.before !== 'zero'
  if (!isWhole || more.length > 0 || (part !== undefined && !('ai' in part))) return undefined
  const isFirst = scheme.before === 'first'
  const check = checkDigitIn(body, { dot, end, isFirst })
  if (check === undefined) return undefined
  const key = isFirst
    ? body.slice(dot + 1, dot + 2) + body.slice(0, dot) + body.slice(dot + 2, end)
    : body.slice(0, dot) + body.slice(dot + 1, end)
  const link = `https://id.gs1.org/${scheme.ai}/${key}${check}`
  if (part === undefined) return link
  const rest = body.slice(end + 1)
  if (!plain.test(rest)) return undefined
  return rest === scheme.none ? link : `${link}/${part.ai}/${rest}`
}

interface Digits {
  readonly dot: number
  readonly end: number
  readonly isFirst: boolean
}

/** The check digit of prefix and reference around a dot, the first of the reference going before; nothing when one is no digit. */
function checkDigitIn(body: string, { dot, end, isFirst }: Digits): number | undefined {
  let sum = 0
  let weight = 3
  for (let at = end - 1; at >= 0; at--) {
    if (at === dot || (isFirst && at === dot + 1)) continue
    const digit = body.charCodeAt(at) - zero
    if (!(digit >= 0 && digit <= 9)) return undefined
    sum += digit * weight
    weight = 4 - weight
  }
  const first = isFirst ? body.charCodeAt(dot + 1) - zero : 0
  if (!(first >= 0 && first <= 9)) return undefined
  return (10 - ((sum + first * weight) % 10)) % 10
}

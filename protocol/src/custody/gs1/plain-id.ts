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
  if (dot < 6 || dot > 12 || end - 1 !== scheme.digits || more.length > 0) return undefined
  const rest = body.slice(end + 1)
  if (part !== undefined && !plain.test(rest)) return undefined
  const key = keyOf(scheme, { body, dot, end })
  if (key === undefined) return undefined
  if (part === undefined) return `https://id.gs1.org/${scheme.ai}/${key}`
  if ('ai' in part) {
    return rest === scheme.none
      ? `https://id.gs1.org/${scheme.ai}/${key}`
      : `https://id.gs1.org/${scheme.ai}/${key}/${part.ai}/${rest}`
  }
  return undefined
}

/** Prefix and reference as the key has them, with the check digit; nothing when one of them is not all digits. */
function keyOf(scheme: EpcScheme, { body, dot, end }: { body: string; dot: number; end: number }): string | undefined {
  const prefix = body.slice(0, dot)
  const reference = body.slice(dot + 1, end)
  const digits =
    scheme.before === 'first' ? `${reference.slice(0, 1)}${prefix}${reference.slice(1)}` : `${prefix}${reference}`
  if (scheme.before === 'zero') return undefined
  let sum = 0
  for (let at = digits.length - 1, weight = 3; at >= 0; at--, weight = 4 - weight) {
    const digit = digits.charCodeAt(at) - zero
    if (!(digit >= 0 && digit <= 9)) return undefined
    sum += digit * weight
  }
  return `${digits}${(10 - (sum % 10)) % 10}`
}

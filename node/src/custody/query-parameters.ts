import { custodyErrors } from '@symbolon/protocol/custody'
import { isNumberAsWritten, type JsonObject, type JsonValue, type Words } from '@symbolon/protocol/kernel'

const notText: Words = {
  en: 'a text, a number or a list of these is expected',
  el: 'αναμένεται κείμενο, αριθμός ή λίστα από αυτά',
}

/** The parameters of a query that was told as JSON, as an address would tell them. @throws CUSTODY_QUERY_INVALID */
export function parametersOfJson(query: JsonObject): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((one) => textOf(one, name)) : textOf(value, name),
    ]),
  )
}

function textOf(value: JsonValue, parameter: string): string {
  if (isNumberAsWritten(value)) return (value as unknown as { readonly rawJSON: string }).rawJSON
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw custodyErrors.CUSTODY_QUERY_INVALID({
    parameter: /^[\w:.-]{1,64}$/.test(parameter) ? parameter : '?',
    reason: notText,
  })
}

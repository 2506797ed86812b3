import { applicationIdentifiers } from './application-identifiers.ts'
import { gs1Error } from './gs1-error.ts'
import type { LinkElement } from './link-path.ts'
import { isNumeric, type LinkText, parameterText } from './link-text.ts'

/** A parameter of a query that is not GS1's, decoded. */
export type LinkParameter = readonly [name: string, value: string]

/** What the query of a link holds: attributes of GS1, and the rest. */
export interface LinkQuery {
  readonly attributes: readonly LinkElement[]
  readonly parameters: readonly LinkParameter[]
}

/**
 * The attributes and other parameters of a query. A name of digits alone is GS1's; `&` and `;` divide.
 * @source GS1 Digital Link URI Syntax 1.6.0 §4.10, §4.11
 */
export function readQuery(query: string, begin: number): LinkQuery {
  const attributes: LinkElement[] = []
  const parameters: LinkParameter[] = []
  let position = begin
  for (const text of query.split(/[&;]/)) {
    const equals = text.indexOf('=')
    const name = equals < 0 ? text : text.slice(0, equals)
    const raw = equals < 0 ? '' : text.slice(equals + 1)
    const begun = position + text.length - raw.length
    if (isNumeric(name)) attributes.push(attributeOf({ name, position, value: { raw, position: begun } }))
    else if (text !== '') parameters.push([parameterText(name), parameterText(raw)])
    position += text.length + 1
  }
  return { attributes, parameters }
}

function attributeOf({ name, position, value }: { name: string; position: number; value: LinkText }): LinkElement {
  const identifier = applicationIdentifiers.get(name)
  if (identifier === undefined) throw gs1Error({ position, reason: 'ai_unknown' })
  if (!identifier.isAttribute) throw gs1Error({ ai: name, position, reason: 'not_attribute' })
  const plus = value.raw.indexOf('+')
  // In a query a plus sign is a space, which no element holds; a plus itself is encoded.
  if (plus >= 0) throw gs1Error({ ai: name, position: value.position + plus, reason: 'character' })
  return { identifier, position, value }
}

import type { JsonValue, Words } from '../../kernel/index.ts'
import { quantities } from '../error-reasons.ts'
import { custodyErrors } from '../errors.ts'
import { isObject } from '../leaf-text.ts'
import { CONTEXT_PREFIXES_MAX } from '../limits.ts'
import { isStandardContext, type Namespaces } from '../namespaces.ts'
import { reasons } from './check-reasons.ts'
import { eventFieldNames } from './event-shapes.ts'
import { isUri } from './value-rules.ts'

/**
 * The prefixes that hold under a context. An address elsewhere is believed to be a context and never fetched.
 * @source EPCIS 2.0 §10.1; EPCIS 2.0 artefact epcis-json-schema.json (@context)
 */
export function checkContext(context: JsonValue, at: { pointer: string; namespaces: Namespaces }): Namespaces {
  const { pointer, namespaces } = at
  const parts = Array.isArray(context) ? context : [context]
  if (parts.length > CONTEXT_PREFIXES_MAX) {
    throw custodyErrors.CUSTODY_LIMIT_EXCEEDED({ pointer, max: CONTEXT_PREFIXES_MAX, what: quantities.prefixes })
  }
  const written = new Set<string>()
  for (const [index, part] of parts.entries()) {
    const place = Array.isArray(context) ? `${pointer}/${index}` : pointer
    if (isObject(part)) checkTerms(Object.keys(part), place)
    else if (!isUri(part)) refuse(reasons.address, place)
    if (written.size === written.add(JSON.stringify(part)).size) refuse(reasons.twice, place)
  }
  return namespaces.with(context, pointer)
}

/** As `checkContext`, for the context of a whole document, in which the one of EPCIS has to be. */
export function checkWholeContext(context: JsonValue, at: { pointer: string; namespaces: Namespaces }): Namespaces {
  const namespaces = checkContext(context, at)
  const parts = Array.isArray(context) ? context : [context]
  const isThere = parts.some((part) => typeof part === 'string' && isStandardContext(part))
  return isThere ? namespaces : refuse(reasons.context, at.pointer)
}

/** The context of EPCIS is a protected one: its names keep their meaning. @source JSON-LD 1.1 §4.1.11 */
function checkTerms(names: readonly string[], pointer: string): void {
  const redefined = names.find((name) => eventFieldNames.has(name))
  if (redefined !== undefined) refuse(reasons.redefined, `${pointer}/${redefined}`)
}

function refuse(reason: Words, pointer: string): never {
  throw custodyErrors.CUSTODY_CONTEXT_INVALID({ pointer, reason })
}

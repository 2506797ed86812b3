import { hasCode } from '../../kernel/index.ts'
import { custodyErrors } from '../errors.ts'
import { type Ai, applicationIdentifiers, type Elements } from '../gs1/application-identifiers.ts'
import { gs1Error } from '../gs1/gs1-error.ts'
import { type DigitalLink, parseDigitalLink } from '../gs1/parse-digital-link.ts'

/** The keys whose Digital Links are resolved, as application identifiers: all that open one. */
export const resolvedKeys: readonly Ai[] = [...applicationIdentifiers.values()]
  .filter(({ qualifiers }) => qualifiers !== undefined)
  .map(({ ai }) => ai)

/** What a request to a resolver asks about. */
export interface ResolverRequest {
  /** Key and qualifiers, checked. */
  readonly elements: Elements
  /** The query as it came, without its question mark. */
  readonly query: string
  /** Data attributes of the query by application identifier. */
  readonly attributes: ReadonlyMap<Ai, string>
  /** What `linkType` says, when it is there. */
  readonly link_type?: string
}

const root = 'https://id.gs1.org'

/**
 * Reads the path and query of a request to a resolver at the root of a server: a Digital Link, every part of it valid.
 * One slash at the end of the path is let pass.
 * @param target path and query as they came, still percent-encoded
 * @throws CUSTODY_DIGITAL_LINK_INVALID with the reason that the reader of Digital Links gives
 * @source GS1-Conformant Resolver 1.2 §2.4, §2.13; GS1 Digital Link URI Syntax 1.6 §4
 */
export function readResolverRequest(target: string): ResolverRequest {
  const { path, attributes, parameters } = linkAt(target)
  const link_type = parameters.find(([name]) => name === 'linkType')?.[1]
  const mark = target.indexOf('?')
  return {
    elements: path,
    query: mark < 0 ? '' : target.slice(mark + 1),
    attributes: new Map(attributes),
    ...(link_type !== undefined && { link_type }),
  }
}

function linkAt(target: string): DigitalLink {
  try {
    const link = parseDigitalLink(`${root}${target}`)
    // What stands before the key would be somebody else's resolver.
    if (link.stem !== root) throw gs1Error({ reason: 'key_missing', position: root.length })
    return link
  } catch (fault) {
    if (!hasCode(fault, 'CUSTODY_GS1_INVALID')) throw fault
    const { reason, reason_code } = fault.facts
    throw custodyErrors.CUSTODY_DIGITAL_LINK_INVALID({ reason, reason_code }, { cause: fault })
  }
}

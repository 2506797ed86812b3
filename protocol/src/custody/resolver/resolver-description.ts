import { GS1_VOCABULARY } from './link-types.ts'
import { LINKSET_CONTEXT } from './linkset.ts'
import { resolvedKeys } from './read-request.ts'

/** Where a resolver says what it can do. @source GS1-Conformant Resolver 1.2 §3 */
export const RESOLVER_DESCRIPTION_PATH = '/.well-known/gs1resolver'

/** What a resolver can do, in the form of GS1's schema of description files. */
export interface ResolverDescription {
  readonly name: string
  readonly resolverRoot: string
  readonly supportedPrimaryKeys: readonly string[]
  readonly supportedLinkType: readonly { readonly namespace: string; readonly prefix: string }[]
  readonly linkTypeDefaultCanBeLinkset: boolean
  readonly jsonLdContextLocation: string
}

/**
 * The description file of this resolver: it names the keys that it resolves, one by one.
 * @param root address that its Digital Links begin with
 * @source GS1-Conformant Resolver 1.2 §3
 */
export function describeResolver(root: string): ResolverDescription {
  return {
    name: 'Symbolon',
    resolverRoot: root,
    supportedPrimaryKeys: resolvedKeys,
    supportedLinkType: [{ namespace: GS1_VOCABULARY, prefix: 'gs1:' }],
    linkTypeDefaultCanBeLinkset: false,
    jsonLdContextLocation: LINKSET_CONTEXT,
  }
}

import type { Ai, ResolverRequest } from '@symbolon/protocol/custody'
import type { Id, Language, Words } from '@symbolon/protocol/kernel'

/** A GS1 key, as its application identifier and its data. */
export interface LinkedKey {
  readonly ai: Ai
  readonly data: string
}

/** True when a party may record links of a key: it holds the GS1 prefix that the key begins with. */
export type MayWriteLinks = (party: Id<'party'>, key: LinkedKey) => Promise<boolean>

/** A page of this node about the thing that a Digital Link names. */
export interface OwnPage {
  /** Where it stands on this node; begins with a slash. */
  readonly path: string
  /** The identifier that it is about: path of a canonical Digital Link. */
  readonly anchor: string
  /** Address of a link type that tells what the page is. */
  readonly link_type: string
  readonly title: Words
  /** The whole page. @param alternate path and query of the same page in the other language */
  write(at: { readonly language: Language; readonly alternate: string }): string
}

/** Pages of this node. They are the default of what they are about. */
export type FindOwnPage = (request: ResolverRequest) => Promise<OwnPage | undefined>

/** What the resolver is lent. */
export interface ResolverPorts {
  readonly mayWriteLinks: MayWriteLinks
  readonly findOwnPage: FindOwnPage
}

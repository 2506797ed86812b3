import { NO_QUORUM, type Note, type Policy, verifierKeyText, witnessing } from '@symbolon/protocol/log'
import type { Queries } from '../kernel/index.ts'
import { type AnchorPlace, readAnchor } from './anchor-rows.ts'
import { checkpointOf, readPublished } from './published.ts'
import { readWitnesses } from './witness-rows.ts'

/** Whether as many witnesses have cosigned as the policy asks for. */
export type Quorum = 'none' | 'met' | 'missing'

/** A ledger on which a log is anchored. */
export interface AnchorNetwork extends AnchorPlace {
  readonly chain_id: number
  readonly contract: string
}

export async function presentAnchor(queries: Queries, { chain_id, contract, ...place }: AnchorNetwork) {
  const anchor = await readAnchor(queries, place)
  if (anchor === undefined) return null
  const { size, root, block, transaction, at, receipt } = anchor
  return { chain_id, contract, founder: place.founder, size, root, block, transaction, at: at.toISOString(), receipt }
}

/** The witnesses of a policy: up to which size each has cosigned, and how it answered last. */
export async function presentWitnesses(queries: Queries, policy: Policy | undefined) {
  if (policy === undefined) return []
  const rows = new Map((await readWitnesses(queries)).map((row) => [row.verifier_key, row]))
  return policy.witnesses.map(({ name, verifier }) => {
    const verifier_key = verifierKeyText(verifier)
    const { size = 0, at = null, answer = null } = rows.get(verifier_key) ?? {}
    return { name, vkey: verifier_key, size, at: at?.toISOString() ?? null, answer }
  })
}

/** What the cosignatures under the newest published checkpoint amount to. */
export function quorumOf(policy: Policy | undefined, note: Note | undefined): Quorum {
  if (policy === undefined || policy.quorum === NO_QUORUM) return 'none'
  return note !== undefined && witnessing(note, policy).is_quorum ? 'met' : 'missing'
}

/** How far the log is published and cosigned, for whoever watches the node. */
export async function readLogHealth(queries: Queries, policy: Policy | undefined) {
  const published = await readPublished(queries)
  const note = published && checkpointOf(published).note
  return {
    published_size: published?.size ?? 0,
    published_at: published?.at.toISOString() ?? null,
    quorum: quorumOf(policy, note),
  }
}

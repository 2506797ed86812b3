import { emptyRoot, type Policy } from '@symbolon/protocol/log'
import { z } from 'zod'
import type { App, Database, Ledger } from '../kernel/index.ts'
import { ownNetwork } from './anchor-rows.ts'
import type { LogIdentity } from './log-identity.ts'
import { presentAnchor, presentWitnesses, quorumOf } from './log-status.ts'
import { checkpointOf, readPublished } from './published.ts'

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/)
const digest = z.string().regex(/^0x[0-9a-f]{64}$/)
const time = z.iso.datetime()
const size = z.int().describe('Entries')

const anchorSchema = z
  .object({
    chain_id: z.int(),
    contract: address,
    founder: address,
    size,
    root: digest,
    block: z.int(),
    transaction: digest,
    at: time,
    receipt: z.string().nullable().describe('Of its entry in the log; anchors of older versions have none'),
  })
  .meta({ id: 'LogAnchor', description: 'A checkpoint of the log that stands in a contract Checkpoints' })

const witnessSchema = z.object({
  name: z.string(),
  vkey: z.string(),
  size: size.describe('Entries that it has cosigned'),
  at: time.nullable().describe('When it cosigned last'),
  answer: z
    .enum(['cosigned', 'unreachable', 'refused', 'ahead', 'contradicted'])
    .nullable()
    .describe('The last one; ahead and contradicted: it knows another history of this log'),
})

const logSchema = z
  .object({
    origin: z.string(),
    vkey: z.string().describe('C2SP signed-note verifier key'),
    size: size.describe('Entries that the newest published checkpoint covers; 0 before the first one'),
    root: z.string().describe('Base64, as in the checkpoint'),
    at: time.nullable(),
    epoch_s: z.int().describe('Seconds between two checkpoints of a log that grows'),
    chain_id: z.int(),
    checkpoints: address.describe('The contract that checkpoints are anchored in'),
    founder: address.describe('With the origin, the name of the log in the contract'),
    anchor: anchorSchema.nullable().describe('The newest one on the ledger of this node'),
    second_anchor: anchorSchema.nullable().describe('The newest one on a second ledger'),
    witnesses: z.array(witnessSchema),
    quorum: z.enum(['none', 'met', 'missing']).describe('Under the newest published checkpoint; none: nobody is asked'),
  })
  .meta({ id: 'Log', description: 'The transparency log: who it is, how far it is published, cosigned and anchored' })

export interface StatusParts {
  readonly database: Database
  readonly ledger: Ledger
  readonly epoch_s: number
  readonly policy: Policy | undefined
  identity(): LogIdentity
  second(): { readonly name: string; readonly chain_id: number; readonly contract: string } | undefined
}

/** `/v1/log` tells who the log is, how far it is published, and who vouches for it. */
export function statusRoute(app: App, parts: StatusParts): void {
  const schema = {
    tags: ['log'],
    security: [],
    summary: 'How far the transparency log is published, cosigned and anchored',
    response: { 200: logSchema },
  }
  app.get('/v1/log', { schema, config: { etag: true } }, () => presentLog(parts))
}

async function presentLog({ database, ledger, epoch_s, policy, ...parts }: StatusParts) {
  const { origin, origin_id, verifier_key, founder } = parts.identity()
  const published = await readPublished(database)
  const checkpoint = published && checkpointOf(published)
  const [chain_id, contract] = [ledger.chainId, ledger.address('Checkpoints')]
  const log = { origin_id, founder: founder.address }
  const second = parts.second()
  return {
    origin,
    vkey: verifier_key,
    size: checkpoint?.size ?? 0,
    root: Buffer.from(checkpoint?.root ?? emptyRoot()).toString('base64'),
    at: published?.at.toISOString() ?? null,
    epoch_s,
    chain_id,
    checkpoints: contract,
    founder: founder.address,
    anchor: await presentAnchor(database, { network: ownNetwork, chain_id, contract, ...log }),
    second_anchor: second ? await presentAnchor(database, { ...log, ...second, network: second.name }) : null,
    witnesses: await presentWitnesses(database, policy),
    quorum: quorumOf(policy, checkpoint?.note),
  }
}

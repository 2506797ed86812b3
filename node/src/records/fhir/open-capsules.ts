import type { Id } from '@symbolon/protocol/kernel'
import { recordsErrors } from '@symbolon/protocol/records'
import { hexDigest, hybridIdentity, type Identity, openCapsule } from '@symbolon/protocol/vault'
import {
  fetchCapsule,
  type IntegratedReceipt,
  integrateReceipts,
  software,
  type ToldReceipt,
} from '../../consent/index.ts'
import type { HostedInstitution } from '../../identity/index.ts'
import type { Statement } from '../../kernel/index.ts'
import { type FetchedCapsule, indexCapsule } from './index-capsule.ts'
import type { KeyLease } from './opened-capsules.ts'
import type { FhirParts } from './ports.ts'
import type { Reader } from './statements.ts'

/** A reader whose keys this node holds. */
export interface HostedReader extends Reader {
  readonly institution: HostedInstitution
  /** What goes on in the background after it is not of the session any more. */
  readonly session_ends_at: number
}

/** The capsule that is needed, and the receipt that it is opened under. */
export interface AskedKeys {
  readonly body: string
  readonly proof: IntegratedReceipt
}

/** Keys that were fetched may have made room for others before they were taken. */
const leaseAttemptsMax = 3

/** Opens what hosted institutions were granted: once into search rows, and into memory whenever its keys are needed. */
export class CapsuleOpener {
  private readonly parts: FhirParts
  private readonly identities = new Map<string, Identity>()
  private readonly fetching = new Map<string, Promise<boolean>>()

  constructor(parts: FhirParts) {
    this.parts = parts
  }

  /** The grant has its search rows, when it still opens. */
  async index(reader: HostedReader, grant: Id<'grant'>): Promise<void> {
    const { context, memory, log } = this.parts
    const told = await context.database.query<ToldReceipt>(indexingReceipt(reader, grant, context.clock.now()))
    const [proof] = await integrateReceipts(log, told)
    const fetched = proof && (await this.fetch(reader, proof))
    if (fetched === undefined) return
    const outcome = await indexCapsule(this.parts, { reader, fetched })
    if ('capsule' in outcome) memory.keys.keep(grant, fetched.body, outcome.capsule)
    else context.log.warn({ code: outcome.fault, grant }, 'a capsule is not what the ledger vouches for')
  }

  /** Keys and places of the entries of a grant, until they are given back; nothing when it ended since the receipt. */
  async lease(reader: HostedReader, asked: AskedKeys): Promise<KeyLease | undefined> {
    for (let attempt = 0; attempt < leaseAttemptsMax; attempt++) {
      const lease = this.parts.memory.keys.lease(asked.proof.grant, asked.body)
      if (lease !== undefined) return lease
      if (!(await this.fetchOnce(reader, asked))) return undefined
    }
    throw recordsErrors.RECORDS_FHIR_BUSY()
  }

  /** Of requests at the same time that need the keys of one capsule, each under its own receipt, one fetches them. */
  private fetchOnce(reader: HostedReader, asked: AskedKeys): Promise<boolean> {
    const name = `${asked.proof.grant} ${asked.body}`
    const running = this.fetching.get(name)
    if (running !== undefined) return running
    const fetching = this.fetchKeys(reader, asked).finally(() => this.fetching.delete(name))
    this.fetching.set(name, fetching)
    return fetching
  }

  private async fetchKeys(reader: HostedReader, { body, proof }: AskedKeys): Promise<boolean> {
    const fetched = await this.fetch(reader, proof)
    if (fetched?.body !== body) return false
    this.parts.memory.keys.keep(proof.grant, body, fetched.open())
    return true
  }

  private async fetch(reader: HostedReader, proof: IntegratedReceipt): Promise<FetchedCapsule | undefined> {
    const sealed = await fetchCapsule(this.parts.context.database, proof)
    if (sealed === undefined) return undefined
    const open = () => openCapsule({ ...sealed, identity: this.identityOf(reader) })
    return { grant: proof.grant, body: hexDigest(sealed.body), open }
  }

  private identityOf({ institution }: HostedReader): Identity {
    const known = this.identities.get(institution.address) ?? hybridIdentity(institution.recipientSeed)
    this.identities.set(institution.address, known)
    return known
  }
}

/** Policy and receipt of opening a whole capsule to index it; which entries it holds is known only afterwards. */
function indexingReceipt(reader: HostedReader, grant: Id<'grant'>, now: number): Statement {
  const { party, purpose, session_ends_at } = reader
  const sign_in = now < session_ends_at ? reader.sign_in : undefined
  return {
    name: 'records_fhir_indexing_receipt',
    text: `insert into consent.receipt (receipt, kind, at, actor, subject, purpose, "grant", records, sign_in, software)
      select consent.new_receipt($3), 'indexed', $3, $1, a.subject, $2, a.grant, consent.whole_records(a.grant), $6, $5
      from consent.active_grants($1, $2, $3) a where a.grant = $4
      returning *`,
    values: [party, purpose, new Date(now), grant, software, sign_in ?? null],
  }
}

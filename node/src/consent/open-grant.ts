import {
  consentErrors,
  OPENING_DEADLINE_MINUTES_MAX,
  OPENING_MINUTES,
  openingIntent,
  type Purpose,
} from '@symbolon/protocol/consent'
import type { Hex, Id, SymbolonError } from '@symbolon/protocol/kernel'
import { hashTypedData, recoverTypedDataAddress } from 'viem/utils'
import { type Address, isFault, type NodeContext, type Statement } from '../kernel/index.ts'
import type { TransparencyLog } from '../log/index.ts'
import { type Capsule, fetchCapsule } from './capsules.ts'
import { refusalOf } from './policy.ts'
import type { OwnedRecord, RecordOwners } from './ports.ts'
import {
  type IntegratedReceipt,
  insertReceipts,
  integrateReceipts,
  newReceiptId,
  type ToldReceipt,
} from './receipts.ts'
import { software } from './software.ts'

/** A request to open, as the grantee signed it. */
export interface SignedOpening {
  readonly grant: Id<'grant'>
  readonly purpose: Purpose
  readonly nonce: Hex
  /** Seconds since 1970. */
  readonly deadline: number
  readonly signature: Hex
}

export interface Opener {
  readonly context: NodeContext
  readonly owners: RecordOwners
  readonly log: TransparencyLog
  readonly party: Id<'party'>
  readonly address: Address
  /** Of the session: a refusal names it where no signed request was sent. */
  readonly sign_in: string | undefined
}

export interface Opened {
  readonly receipt: Id<'receipt'>
  readonly capsule: Capsule
  readonly records: readonly OwnedRecord[]
}

/**
 * In this order: the grantee's signature, the policy and the receipt in one committed statement, the receipt in the log,
 * then the capsule.
 * @throws CONSENT_… with a `refused` receipt when the grant exists for whoever asks
 */
export async function openGrant(opener: Opener, opening: SignedOpening): Promise<Opened> {
  const digest = await checkOpening(opener, opening)
  const proof = await tellOpening(opener, { ...opening, digest })
  const capsule = proof && (await fetchCapsule(opener.context.database, proof))
  if (!proof || !capsule) throw await refuse(opener, { ...opening, digest })
  const records = await recordsOf(opener, opening.grant)
  return { receipt: proof.receipt, capsule, records }
}

/** The record whose ciphertext may be fetched under a receipt: within its minutes, while the grant still opens. */
export async function recordUnderReceipt(
  opener: Opener,
  asked: { readonly receipt: Id<'receipt'>; readonly record: Id<'record'> },
): Promise<OwnedRecord> {
  const { database, clock } = opener.context
  const now = clock.now()
  const [row] = await database.query<{ grant: Id<'grant'>; purpose: Purpose; at: Date; active: boolean }>({
    name: 'consent_record_under_receipt',
    text: `select r.grant, r.purpose, r.at,
        exists (select from consent.active_grants($3, r.purpose, $4) a where a.grant = r.grant) as active
      from consent.receipt r join consent.grant_record gr on gr.grant = r.grant and gr.record = $2
      where r.receipt = $1 and r.kind = 'opened' and r.actor = $3`,
    values: [asked.receipt, asked.record, opener.party, new Date(now)],
  })
  if (!row) throw consentErrors.CONSENT_RECEIPT_UNKNOWN()
  if (!row.active) throw await refuse(opener, row)
  if (row.at.getTime() < now - OPENING_MINUTES * 60_000)
    throw consentErrors.CONSENT_OPENING_OVER({ minutes: OPENING_MINUTES })
  const record = (await opener.owners.owners([asked.record])).get(asked.record)
  if (!record) throw consentErrors.CONSENT_GRANT_EMPTY()
  return record
}

async function checkOpening({ context, address }: Opener, opening: SignedOpening): Promise<Hex> {
  const { ledger, clock } = context
  const { grant, purpose, nonce, signature } = opening
  const left = opening.deadline * 1000 - clock.now()
  if (left < 0 || left > OPENING_DEADLINE_MINUTES_MAX * 60_000)
    throw consentErrors.CONSENT_OPENING_LATE({ minutes: OPENING_DEADLINE_MINUTES_MAX })
  const place = { chainId: ledger.chainId, verifyingContract: ledger.address('Consents') }
  const intent = openingIntent({ ...place, grant, purpose, nonce, deadline: BigInt(opening.deadline) })
  const signer = await recoverTypedDataAddress({ ...intent, signature }).catch(() => undefined)
  if (signer !== address) throw consentErrors.CONSENT_OPENING_INVALID()
  return hashTypedData(intent)
}

type DigestedOpening = SignedOpening & { readonly digest: Hex }

async function tellOpening(opener: Opener, opening: DigestedOpening): Promise<IntegratedReceipt | undefined> {
  try {
    const told = await opener.context.database.query<ToldReceipt>(insertOpening(opener, opening))
    return (await integrateReceipts(opener.log, told))[0]
  } catch (fault) {
    if (isFault(fault, '23505')) throw consentErrors.CONSENT_OPENING_REPLAYED({}, { cause: fault })
    throw fault
  }
}

/** Policy and receipt in one statement. The capsule opens all it covers, so the receipt names the records whole. */
function insertOpening({ context, party }: Opener, opening: DigestedOpening): Statement {
  return {
    name: 'consent_insert_opening',
    text: `insert into consent.receipt (receipt, kind, at, actor, subject, purpose, "grant", records, request_digest,
        request_signature, software)
      select $1, 'opened', $5, $2, a.subject, $3, a.grant, consent.whole_records(a.grant), $6, $7, $8
      from consent.active_grants($2, $3, $5) a
      where a.grant = $4
      returning *`,
    values: [
      newReceiptId(context),
      party,
      opening.purpose,
      opening.grant,
      new Date(context.clock.now()),
      opening.digest,
      opening.signature.toLowerCase(),
      software,
    ],
  }
}

/** The error that says why; the patient sees the attempt when there is a grant that it was made under. */
async function refuse(
  { context, party, sign_in }: Opener,
  asked: { grant: Id<'grant'>; purpose: Purpose; digest?: Hex; signature?: Hex },
): Promise<SymbolonError> {
  const now = context.clock.now()
  const refusal = await refusalOf(context.database, { party, purpose: asked.purpose, grant: asked.grant, now })
  if (!refusal) return consentErrors.CONSENT_GRANT_UNKNOWN()
  const { grant, subject, error } = refusal
  await context.database.query(
    insertReceipts([
      {
        receipt: newReceiptId(context),
        kind: 'refused',
        at: new Date(now).toISOString(),
        actor: party,
        subject,
        purpose: asked.purpose,
        grant,
        records: [],
        reason: error.code,
        ...(asked.digest && { request_digest: asked.digest }),
        ...(asked.digest === undefined && sign_in !== undefined && { sign_in }),
        ...(asked.signature && { request_signature: asked.signature.toLowerCase() }),
      },
    ]),
  )
  return error
}

async function recordsOf({ context, owners }: Opener, grant: Id<'grant'>): Promise<OwnedRecord[]> {
  const rows = await context.database.query<{ record: Id<'record'> }>({
    name: 'consent_records_of_grant',
    text: 'select record from consent.grant_record where "grant" = $1 order by record',
    values: [grant],
  })
  return [...(await owners.owners(rows.map(({ record }) => record))).values()]
}

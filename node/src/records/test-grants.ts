import {
  authorityPaths,
  authorityRoot,
  buildGrantTerms,
  type GrantSelection,
  type GrantTerms,
  grantAuthorityIntent,
  grantHash,
  grantTermsText,
  openingIntent,
  type Purpose,
  revocationIntent,
} from '@symbolon/protocol/consent'
import { recordAccount } from '@symbolon/protocol/identity'
import { fromBase64Url, type Hex, type Id, newId, toBase64Url, toHex } from '@symbolon/protocol/kernel'
import { selectEntries } from '@symbolon/protocol/records'
import { capsuleRecordOf, openCapsule, sealCapsuleBody, wrapCapsule } from '@symbolon/protocol/vault'
import {
  ask,
  askFor,
  bytes,
  grantAccountOf,
  type Person,
  placeOf,
  type Reply,
  type TestRecord,
  type World,
} from './test-world.ts'

export interface GivingOptions {
  readonly purpose?: Purpose
  /** Milliseconds from now. */
  readonly from_ms?: number
  readonly until_ms?: number
  readonly change?: Partial<GrantTerms>
  /** Salt of every grant; fresh ones when absent. */
  readonly r?: Uint8Array
}

export interface MadeGiving {
  readonly grants: Id<'grant'>[]
  readonly terms: GrantTerms[]
  readonly r: Uint8Array[]
  /** Body of POST /v1/grants. */
  readonly body: GivingBody
}

export interface GivingBody {
  bodies: { digest: string; ciphertext: string }[]
  record_authorities: { record: string; root: Hex; signature: Hex }[]
  grants: {
    grant: string
    terms: string
    r: string
    account: Hex
    header: string
    body: string
    path: Hex[]
    index: number
    size: number
  }[]
}

const day_ms = 86_400_000

/** Grants over the records, one for each party, signed and sealed as a client makes them; nothing is sent. */
export async function makeGiving(
  world: World,
  by: { giver: Person; to: readonly Person[]; records: readonly TestRecord[] },
  options: GivingOptions = {},
): Promise<MadeGiving> {
  const { giver, to, records } = by
  const ids = to.map(() => newId('grant', world.clock.now(), bytes(10)))
  const terms = ids.map((grant, index) =>
    termsOf(world, { giver, grantee: to[index] as Person, grant, records }, options),
  )
  const r = terms.map(() => options.r ?? bytes(64))
  const hashes = terms.map((one, index) => grantHash({ r: r[index] as Uint8Array, terms: one }))
  const root = authorityRoot(hashes)
  const paths = authorityPaths(hashes)
  const what = options.change?.what ?? { all: true }
  const sealed = sealCapsuleBody({ records: records.map((record) => selectedOf(record, what)), random: bytes })
  return {
    grants: ids,
    terms,
    r,
    body: {
      bodies: [{ digest: sealed.digest, ciphertext: toBase64Url(sealed.body) }],
      record_authorities: await Promise.all(records.map(({ record }) => signAuthority(world, { giver, record, root }))),
      grants: ids.map((grant, index) => ({
        grant,
        terms: grantTermsText(terms[index] as GrantTerms),
        r: toBase64Url(r[index] as Uint8Array),
        account: grantAccountOf(giver, grant).address,
        header: toBase64Url(
          wrapCapsule({ fileKey: sealed.fileKey, recipient: (to[index] as Person).identity.recipient, random: bytes }),
        ),
        body: sealed.digest,
        path: (paths[index] as Uint8Array[]).map(toHex),
        index,
        size: ids.length,
      })),
    },
  }
}

export async function giveGrant(
  world: World,
  by: { giver: Person; to: Person; records: readonly TestRecord[] },
  options: GivingOptions = {},
): Promise<{ grant: Id<'grant'>; made: MadeGiving }> {
  const made = await makeGiving(world, { ...by, to: [by.to] }, options)
  await askFor(world, 201, { as: by.giver, method: 'POST', path: '/v1/grants', body: made.body })
  return { grant: made.grants[0] as Id<'grant'>, made }
}

/** The answer to a giving, whatever it is. */
export function sendGiving(world: World, giver: Person, body: object): Promise<Reply> {
  return ask(world, { as: giver, method: 'POST', path: '/v1/grants', body })
}

export function capsuleOf({ sealed }: TestRecord) {
  return capsuleRecordOf({
    manifest: sealed.opened,
    blob: sealed.blobId,
    ids: sealed.opened.entries.map(({ id }) => id),
  })
}

/** The part of a record that a selection covers. */
function selectedOf({ sealed }: TestRecord, what: GrantSelection) {
  const ids = selectEntries(sealed.opened.entries, what).map(({ id }) => id)
  return capsuleRecordOf({ manifest: sealed.opened, blob: sealed.blobId, ids })
}

/** A capsule over the records for one grantee, as the body and the header that amend and erase take. */
export function remakeCapsule(
  records: readonly TestRecord[],
  { grant, grantee }: { grant: Id<'grant'>; grantee: Person },
) {
  const sealed = sealCapsuleBody({ records: records.map(capsuleOf), random: bytes })
  const header = wrapCapsule({ fileKey: sealed.fileKey, recipient: grantee.identity.recipient, random: bytes })
  return {
    bodies: [{ digest: sealed.digest, ciphertext: toBase64Url(sealed.body) }],
    capsules: [{ grant, header: toBase64Url(header), body: sealed.digest }],
  }
}

export async function signAuthority(
  world: World,
  { giver, record, root }: { giver: Person; record: Id<'record'>; root: Uint8Array },
) {
  const { chainId, consents } = placeOf(world)
  const intent = grantAuthorityIntent({ chainId, verifyingContract: consents, grants: toHex(root) })
  return { record, root: toHex(root), signature: await recordAccount(giver.root, record).signTypedData(intent) }
}

/** Body of POST /v1/grants/{id}/revocation. */
export async function revocationOf(
  world: World,
  { giver, grant, made }: { giver: Person; grant: Id<'grant'>; made: MadeGiving },
) {
  const { chainId, consents } = placeOf(world)
  const place = made.grants.indexOf(grant)
  const hash = grantHash({ r: made.r[place] as Uint8Array, terms: made.terms[place] as GrantTerms })
  const intent = revocationIntent({ chainId, verifyingContract: consents, grant: toHex(hash) })
  return { signature: await grantAccountOf(giver, grant).signTypedData(intent) }
}

export async function revoke(
  world: World,
  by: { giver: Person; grant: Id<'grant'>; made: MadeGiving },
): Promise<Reply> {
  return ask(world, {
    as: by.giver,
    method: 'POST',
    path: `/v1/grants/${by.grant}/revocation`,
    body: await revocationOf(world, by),
  })
}

/** Body of POST /v1/openings. */
export async function openingOf(
  world: World,
  { grantee, grant, purpose = 'TREAT' }: { grantee: Person; grant: Id<'grant'>; purpose?: Purpose },
) {
  const { chainId, consents } = placeOf(world)
  const message = { grant, purpose, nonce: toHex(bytes(32)), deadline: Math.ceil(world.clock.now() / 1000) + 300 }
  const intent = openingIntent({ chainId, verifyingContract: consents, ...message, deadline: BigInt(message.deadline) })
  return { ...message, signature: await grantee.account.signTypedData(intent) }
}

export async function open(
  world: World,
  by: { grantee: Person; grant: Id<'grant'>; purpose?: Purpose },
): Promise<Reply> {
  return ask(world, { as: by.grantee, method: 'POST', path: '/v1/openings', body: await openingOf(world, by) })
}

/** What the grantee reads of an answer of POST /v1/openings. */
export function readCapsule({ body }: Reply, grantee: Person) {
  const { header, body: sealed } = body.capsule
  return openCapsule({ header: fromBase64Url(header), body: fromBase64Url(sealed), identity: grantee.identity })
}

function termsOf(
  world: World,
  {
    giver,
    grantee,
    grant,
    records,
  }: { giver: Person; grantee: Person; grant: Id<'grant'>; records: readonly TestRecord[] },
  options: GivingOptions,
): GrantTerms {
  const { purpose = 'TREAT', from_ms = -1000, until_ms = 7 * day_ms, change } = options
  const now = world.clock.now()
  const { chainId, consents } = placeOf(world)
  return buildGrantTerms({
    chain_id: chainId,
    consents,
    account: grantAccountOf(giver, grant).address,
    grantee: grantee.party,
    grantee_address: grantee.account.address,
    records: records.map(({ record, token_id }) => ({ record, token_id })),
    what: { all: true },
    purpose,
    not_before: new Date(now + from_ms).toISOString(),
    until: new Date(now + until_ms).toISOString(),
    given_at: new Date(now - 1000).toISOString(),
    ...change,
  })
}

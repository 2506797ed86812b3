import { grantAccount, recordAccount } from '@symbolon/protocol/identity'
import { type Hex, type Id, newId, toBase64Url, toHex, utf8 } from '@symbolon/protocol/kernel'
import { mintIntent } from '@symbolon/protocol/records'
import { type SealedRecord, sealRecord } from '@symbolon/protocol/vault'
import type { PrivateKeyAccount } from 'viem/accounts'
import { ask, askFor, bytes, placeOf, type Reply, type World } from './test-door.ts'
import type { Person } from './test-people.ts'

export {
  ask,
  askFor,
  bytes,
  flipped,
  onAnotherChain,
  placeOf,
  type Reply,
  startWorld,
  type TestClock,
  type World,
} from './test-door.ts'
export { giveRole, newInstitution, newPerson, type Person } from './test-people.ts'

export interface TestRecord {
  readonly record: Id<'record'>
  readonly token_id: Hex
  readonly sealed: SealedRecord
}

/** A sealed file of the person, not yet sent. */
export function sealFor(
  world: World,
  person: Person,
  { text = 'invented', record = newRecordId(world), version = 1, token_id = toHex(bytes(32)) } = {},
): TestRecord {
  const entry = { kind: 'file', category: 'documents', sensitive: [], codes: [], media_type: 'text/plain' } as const
  const entries = [0, 1].map((part) => ({
    ...entry,
    id: newId('entry', world.clock.now(), bytes(10)),
    bytes: utf8(`${text} ${part}`),
  }))
  const sealed = sealRecord({
    record,
    version,
    tokenId: token_id,
    entries,
    recipient: person.identity.recipient,
    random: bytes,
    source: { name: 'note.txt', media_type: 'text/plain' },
  })
  return { record, token_id, sealed }
}

export function newRecordId(world: World): Id<'record'> {
  return newId('record', world.clock.now(), bytes(10))
}

/** Body of POST /v1/records for a sealed file. */
export async function addingOf(world: World, person: Person, { record, token_id, sealed }: TestRecord) {
  const account = recordAccount(person.root, record)
  const { deadline, chainId } = placeOf(world)
  const commitment = toHex(sealed.commitment)
  const intent = { id: BigInt(token_id), owner: account.address, commitment, deadline: BigInt(deadline) }
  const signature = await account.signTypedData(
    mintIntent({ chainId, verifyingContract: world.kernel.ledger.address('Records'), ...intent }),
  )
  return { record, mint: { token_id, owner: account.address, commitment, deadline, signature }, ...storedPart(sealed) }
}

export function storedPart(sealed: SealedRecord) {
  return {
    manifest: toBase64Url(sealed.manifest),
    blob: sealed.blobId,
    size_bytes: sealed.blob.length,
    entries: sealed.opened.entries.length,
  }
}

export async function putBlob(world: World, person: Person, sealed: SealedRecord): Promise<Reply> {
  return ask(world, { as: person, method: 'PUT', path: `/v1/blobs/${sealed.blobId}`, bytes: sealed.blob })
}

/** A record of the person, on the ledger. */
export async function addRecord(
  world: World,
  person: Person,
  options: Parameters<typeof sealFor>[2] = {},
): Promise<TestRecord> {
  const record = sealFor(world, person, options)
  await putBlob(world, person, record.sealed)
  await askFor(world, 201, {
    as: person,
    method: 'POST',
    path: '/v1/records',
    body: await addingOf(world, person, record),
  })
  return record
}

export function grantAccountOf(person: Person, grant: Id<'grant'>): PrivateKeyAccount {
  return grantAccount(person.root, grant)
}

import { grantAccount, recordAccount } from '@symbolon/protocol/identity'
import { type Hex, type Id, newId, toBase64Url, toHex, utf8 } from '@symbolon/protocol/kernel'
import { mintIntent } from '@symbolon/protocol/records'
import { type RecordToSeal, type SealedRecord, sealRecord } from '@symbolon/protocol/vault'
import type { PrivateKeyAccount } from 'viem/accounts'
import { ask, askFor, bytes, type Reply, startWorld, type World } from './test-door.ts'
import { placeOf } from './test-ledger.ts'
import { newInstitution, newPerson, type Person } from './test-people.ts'

export { ask, askFor, bytes, type Reply, runJob, startWorld, type TestClock, type World } from './test-door.ts'
export { carryOut, flipped, onAnotherChain, placeOf, stateOf } from './test-ledger.ts'
export { giveRole, newInstitution, newPerson, type Person, signInAgain } from './test-people.ts'

/** A world with Eleni, whose records they are, and a hospital that she may let in. */
export async function startPeopledWorld() {
  const world = await startWorld()
  const eleni = await newPerson(world)
  const hospital = await newInstitution(world, { role: 'care-provider' })
  return { world, eleni, hospital }
}

/** Beside Eleni and the hospital, Nikos and another one; `record` is hers, `stranger` is his. */
export async function startCrowdedWorld() {
  const { world, eleni, hospital } = await startPeopledWorld()
  const nikos = await newPerson(world)
  const other = await newInstitution(world, { role: 'care-provider' })
  const [record, stranger] = [await addRecord(world, eleni), await addRecord(world, nikos)]
  return { world, eleni, nikos, hospital, other, record, stranger }
}

export interface TestRecord {
  readonly record: Id<'record'>
  readonly token_id: Hex
  readonly sealed: SealedRecord
}

/** What a record is called on its way to the ledger; fresh names and the first version unless given. */
interface Naming {
  readonly record?: Id<'record'>
  readonly version?: number
  readonly token_id?: Hex
}

/** A sealed file of the person, not yet sent. */
export function sealFor(
  world: World,
  person: Person,
  { text = 'invented', ...naming }: Naming & { readonly text?: string } = {},
): TestRecord {
  const entry = { kind: 'file', category: 'documents', sensitive: [], codes: [], media_type: 'text/plain' } as const
  const entries = [0, 1].map((part) => ({ ...entry, id: newEntryId(world), bytes: utf8(`${text} ${part}`) }))
  return sealEntries(world, person, { entries, source: { name: 'note.txt', media_type: 'text/plain' }, ...naming })
}

/** The entries of a file, sealed for the person and not yet sent. */
export function sealEntries(
  world: World,
  person: Person,
  of: Naming & Pick<RecordToSeal, 'entries' | 'source'>,
): TestRecord {
  const { entries, source, record = newRecordId(world), version = 1, token_id = toHex(bytes(32)) } = of
  const { recipient } = person.identity
  const sealed = sealRecord({ record, version, tokenId: token_id, entries, source, recipient, random: bytes })
  return { record, token_id, sealed }
}

export function newEntryId(world: World): Id<'entry'> {
  return newId('entry', world.clock.now(), bytes(10))
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
export function addRecord(
  world: World,
  person: Person,
  options: Parameters<typeof sealFor>[2] = {},
): Promise<TestRecord> {
  return addSealed(world, person, sealFor(world, person, options))
}

/** What was sealed is on the ledger now. */
export async function addSealed<Sealed extends TestRecord>(
  world: World,
  person: Person,
  record: Sealed,
): Promise<Sealed> {
  await putBlob(world, person, record.sealed)
  const body = await addingOf(world, person, record)
  await askFor(world, 201, { as: person, method: 'POST', path: '/v1/records', body })
  return record
}

export function grantAccountOf(person: Person, grant: Id<'grant'>): PrivateKeyAccount {
  return grantAccount(person.root, grant)
}

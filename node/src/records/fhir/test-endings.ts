import { recordAccount } from '@symbolon/protocol/identity'
import { type Id, toHex } from '@symbolon/protocol/kernel'
import { amendIntent, eraseIntent } from '@symbolon/protocol/records'
import { sealRecord } from '@symbolon/protocol/vault'
import { remakeCapsule } from '../test-grants.ts'
import { askFor, bytes, type Person, placeOf, putBlob, storedPart, type World } from '../test-world.ts'
import type { FhirRecord } from './test-hospital.ts'

interface Changing {
  readonly world: World
  /** Whose record it is. */
  readonly by: Person
}

/** The next version of a record: the observation is amended, its entry keeps its identifier. */
export async function amendRecord(
  { world, by }: Changing,
  record: FhirRecord,
  to: { grant: Id<'grant'>; grantee: Person },
): Promise<FhirRecord> {
  const entries = record.entries.map((entry) => {
    const text = new TextDecoder().decode(entry.bytes).replace('"status":"final"', '"status":"amended"')
    return { ...entry, bytes: new TextEncoder().encode(text) }
  })
  const seal = {
    record: record.record,
    version: 2,
    tokenId: record.token_id,
    entries,
    recipient: by.identity.recipient,
  }
  const sealed = sealRecord({ ...seal, random: bytes, source: { name: 'a.json', media_type: 'application/fhir+json' } })
  await putBlob(world, by, sealed)
  const { chainId, records, deadline } = placeOf(world)
  const commitment = toHex(sealed.commitment)
  const call = { id: BigInt(record.token_id), commitment, version: 2, deadline: BigInt(deadline) }
  const account = recordAccount(by.root, record.record)
  const signature = await account.signTypedData(amendIntent({ chainId, verifyingContract: records, ...call }))
  const next = { ...record, sealed, entries }
  const capsules = remakeCapsule([next], to)
  const body = { amend: { commitment, version: 2, deadline, signature }, ...storedPart(sealed), ...capsules }
  await askFor(world, 201, { as: by, method: 'POST', path: `/v1/records/${record.record}/versions`, body })
  return next
}

/** The record is gone; grants that cover more have the capsules that are given. */
export async function eraseRecord({ world, by }: Changing, record: FhirRecord, capsules: object = {}): Promise<void> {
  const { chainId, records, deadline } = placeOf(world)
  const call = { id: BigInt(record.token_id), deadline: BigInt(deadline) }
  const account = recordAccount(by.root, record.record)
  const signature = await account.signTypedData(eraseIntent({ chainId, verifyingContract: records, ...call }))
  const path = `/v1/records/${record.record}/erasure`
  await askFor(world, 200, { as: by, method: 'POST', path, body: { erase: { deadline, signature }, ...capsules } })
}

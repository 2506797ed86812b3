import { recordAccount } from '@symbolon/protocol/identity'
import { toHex } from '@symbolon/protocol/kernel'
import { amendIntent, eraseIntent } from '@symbolon/protocol/records'
import { type Person, placeOf, storedPart, type TestRecord, type World } from './test-world.ts'

/** Body of POST /v1/records/{id}/erasure. */
export async function erasureOf(world: World, signer: Person, { record, token_id }: TestRecord) {
  const { chainId, records, deadline } = placeOf(world)
  const call = { id: BigInt(token_id), deadline: BigInt(deadline) }
  const intent = eraseIntent({ chainId, verifyingContract: records, ...call })
  return { erase: { deadline, signature: await recordAccount(signer.root, record).signTypedData(intent) } }
}

/** Body of POST /v1/records/{id}/versions. */
export async function amendmentOf(
  world: World,
  signer: Person,
  { record, token_id, sealed, version = sealed.opened.version }: TestRecord & { version?: number },
) {
  const { chainId, records, deadline } = placeOf(world)
  const commitment = toHex(sealed.commitment)
  const call = { id: BigInt(token_id), commitment, version, deadline: BigInt(deadline) }
  const intent = amendIntent({ chainId, verifyingContract: records, ...call })
  const signature = await recordAccount(signer.root, record).signTypedData(intent)
  return { amend: { commitment, version, deadline, signature }, ...storedPart(sealed) }
}

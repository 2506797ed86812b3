import assert from 'node:assert/strict'
import { test } from 'node:test'
import { delegationIntent, revocationIntent } from '@symbolon/protocol/consent'
import { delegateKey, grantAccount, recordAccount } from '@symbolon/protocol/identity'
import { fromBase64Url, type Hex, type Id, toBase64Url, toHex } from '@symbolon/protocol/kernel'
import { eraseIntent } from '@symbolon/protocol/records'
import { openAge, sealAge } from '@symbolon/protocol/vault'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { giveGrant, open } from './test-grants.ts'
import {
  addRecord,
  ask,
  askFor,
  bytes,
  newInstitution,
  newPerson,
  type Person,
  placeOf,
  startWorld,
  type TestRecord,
  type World,
} from './test-world.ts'

interface Given {
  readonly eleni: Person
  readonly nikos: Person
  readonly hospital: Person
  readonly grant: Id<'grant'>
  readonly hash: Hex
  readonly record: TestRecord
}

async function given(world: World): Promise<Given> {
  const eleni = await newPerson(world)
  const nikos = await newPerson(world)
  const hospital = await newInstitution(world, { role: 'care-provider' })
  const record = await addRecord(world, eleni)
  const { grant } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
  const { body } = await askFor(world, 200, { as: eleni, method: 'GET', path: `/v1/grants/${grant}` })
  return { eleni, nikos, hospital, grant, hash: body.hash, record }
}

const placeOfConsents = (world: World) => {
  const { chainId, consents: verifyingContract } = placeOf(world)
  return { chainId, verifyingContract }
}

async function delegationOf(
  world: World,
  { eleni, nikos, grant, hash, signer }: Given & { signer?: PrivateKeyAccount },
) {
  const key = delegateKey(eleni.root, { grant, delegate: nikos.party })
  const { address } = privateKeyToAccount(toHex(key))
  const intent = delegationIntent({ ...placeOfConsents(world), grant: hash, to: address })
  const signature = await (signer ?? grantAccount(eleni.root, grant)).signTypedData(intent)
  const sealed = sealAge({ plaintext: key, recipients: [nikos.identity.recipient], random: bytes })
  return { delegate: nikos.party, account: address, key: toBase64Url(sealed), signature }
}

const delegate = (world: World, { as, grant, body }: { as: Person; grant: string; body: object }) =>
  ask(world, { as, method: 'POST', path: `/v1/grants/${grant}/delegation`, body })

const revokeAs = async (
  world: World,
  { as, grant, hash, signer }: Given & { as: Person; signer: PrivateKeyAccount },
) => {
  const signature = await signer.signTypedData(revocationIntent({ ...placeOfConsents(world), grant: hash }))
  return ask(world, { as, method: 'POST', path: `/v1/grants/${grant}/revocation`, body: { signature } })
}

const look = (world: World, { as, grant }: { as: Person; grant: string }) =>
  ask(world, { as, method: 'GET', path: `/v1/grants/${grant}/delegation` })

test('a delegate stops a grant with the key that was sealed to it, on the ledger too, and is told as who did', async () => {
  const world = await startWorld()
  const of = await given(world)
  const { eleni, nikos, hospital, grant, hash } = of
  const body = await delegationOf(world, of)
  const named = await delegate(world, { as: eleni, grant, body })
  assert.deepEqual(named.body, { grant, delegate: nikos.party, account: body.account, state: 'recorded' })
  const again = await delegate(world, { as: eleni, grant, body: await delegationOf(world, of) })
  assert.deepEqual(again.body, named.body, 'made again and sent again')
  const shown = await askFor(world, 200, { as: eleni, method: 'GET', path: `/v1/grants/${grant}` })
  const received = await askFor(world, 200, { as: hospital, method: 'GET', path: `/v1/grants/${grant}` })
  assert.deepEqual([shown.body.delegate, received.body.delegate], [nikos.party, null])

  const found = (await look(world, { as: nikos, grant })).body
  assert.deepEqual([found.state, found.hash, found.subject], ['active', hash, eleni.party])
  assert.ok(!('what' in found) && !('records' in found) && !('terms' in found))
  const key = openAge({ file: fromBase64Url(found.key), identities: [nikos.identity] })
  const stopped = await revokeAs(world, { ...of, as: nikos, signer: privateKeyToAccount(toHex(key)) })
  assert.deepEqual([stopped.status, stopped.body.state], [200, 'recorded'])
  assert.equal((await open(world, { grantee: hospital, grant })).body.code, 'CONSENT_GRANT_REVOKED')
  const args = [hash]
  assert.equal(await world.kernel.ledger.read({ contract: 'Consents', functionName: 'isActive', args }), false)
  const [receipt] = await world.kernel.database.query<{ actor: string; subject: string }>({
    name: 'test_revoked_by',
    text: `select actor, subject from consent.receipt where "grant" = $1 and kind = 'revoked'`,
    values: [grant],
  })
  assert.deepEqual(receipt, { actor: nikos.party, subject: eleni.party })
  await world.stop()
})

test('error: nobody but the giver names a delegate, once, and nobody else becomes one', async () => {
  const world = await startWorld()
  const of = await given(world)
  const { eleni, nikos, hospital, grant } = of
  const good = await delegationOf(world, of)
  const code = async (as: Person, body: object, id: string = grant) =>
    (await delegate(world, { as, grant: id, body })).body.code
  assert.equal(await code(nikos, good), 'CONSENT_GRANT_UNKNOWN')
  assert.equal(await code(hospital, good), 'CONSENT_GRANT_UNKNOWN')
  assert.equal(await code(eleni, good, 'grt_nothing'), 'CONSENT_GRANT_UNKNOWN')
  const forged = await delegationOf(world, { ...of, signer: nikos.account })
  assert.equal(await code(eleni, forged), 'CONSENT_DELEGATION_INVALID')
  assert.equal(await code(eleni, { ...good, account: nikos.account.address }), 'CONSENT_DELEGATION_INVALID')
  const nobody = `${grant.replace('grt_', 'pty_')}`
  assert.equal(await code(eleni, { ...good, delegate: nobody }), 'IDENTITY_PARTY_UNKNOWN')
  for (const change of [{ key: '' }, { key: 'A'.repeat(6_000) }, { key: 7 }, { account: '0x0' }, { delegate: [] }])
    assert.equal(await code(eleni, { ...good, ...change }), 'KERNEL_REQUEST_INVALID', Object.keys(change)[0])
  assert.equal(await code(eleni, { ...good, key: 'A' }), 'KERNEL_BYTES_INVALID')
  assert.equal(await code(eleni, { ...good, account: `0x${'0'.repeat(40)}` }), 'CONSENT_DELEGATION_INVALID')
  assert.equal((await look(world, { as: nikos, grant })).body.code, 'CONSENT_GRANT_UNKNOWN')
  assert.equal((await delegate(world, { as: eleni, grant, body: good })).status, 200)
  const second = await delegationOf(world, { ...of, nikos: await newPerson(world) })
  assert.equal(await code(eleni, second), 'CONSENT_DELEGATION_REFUSED')
  for (const as of [eleni, hospital])
    assert.equal((await look(world, { as, grant })).body.code, 'CONSENT_GRANT_UNKNOWN')
  await world.stop()
})

test('error: a delegate needs the key that the ledger knows, and an ended grant takes none', async () => {
  const world = await startWorld()
  const of = await given(world)
  const { eleni, nikos, hospital, grant } = of
  const key = delegateKey(eleni.root, { grant, delegate: nikos.party })
  const signer = privateKeyToAccount(toHex(key))
  assert.equal((await revokeAs(world, { ...of, as: nikos, signer })).body.code, 'CONSENT_GRANT_UNKNOWN')
  assert.equal((await revokeAs(world, { ...of, as: eleni, signer })).body.code, 'CONSENT_REVOCATION_INVALID')
  await delegate(world, { as: eleni, grant, body: await delegationOf(world, of) })
  const own = nikos.account
  assert.equal((await revokeAs(world, { ...of, as: nikos, signer: own })).body.code, 'CONSENT_REVOCATION_INVALID')
  assert.equal((await revokeAs(world, { ...of, as: hospital, signer })).body.code, 'CONSENT_GRANT_UNKNOWN')
  assert.equal((await revokeAs(world, { ...of, as: nikos, signer })).status, 200)
  assert.equal((await revokeAs(world, { ...of, as: nikos, signer })).status, 200, 'stopped already')
  const other = await given(world)
  await revokeAs(world, { ...other, as: other.eleni, signer: grantAccount(other.eleni.root, other.grant) })
  const late = await delegate(world, { as: other.eleni, grant: other.grant, body: await delegationOf(world, other) })
  assert.equal(late.body.code, 'CONSENT_DELEGATION_REFUSED')
  await world.stop()
})

test('when all that a grant covered is erased, its delegate and the account are forgotten', async () => {
  const world = await startWorld()
  const of = await given(world)
  const { eleni, nikos, grant, record } = of
  const body = await delegationOf(world, of)
  await askFor(world, 200, { as: eleni, method: 'POST', path: `/v1/grants/${grant}/delegation`, body })
  const { chainId, records: verifyingContract, deadline } = placeOf(world)
  const intent = eraseIntent({ chainId, verifyingContract, id: BigInt(record.token_id), deadline: BigInt(deadline) })
  const signature = await recordAccount(eleni.root, record.record).signTypedData(intent)
  const erasing = { erase: { deadline, signature } }
  await askFor(world, 200, { as: eleni, method: 'POST', path: `/v1/records/${record.record}/erasure`, body: erasing })
  assert.equal((await look(world, { as: nikos, grant })).body.code, 'CONSENT_GRANT_UNKNOWN')
  const left = await world.kernel.database.query({
    name: 'test_delegates_left',
    text: `select 1 from consent.delegate where account = $1
      union all select 1 from kernel.idempotency where body like '%' || $1 || '%'`,
    values: [body.account],
  })
  assert.equal(left.length, 0)
  await world.stop()
})

import { delegationIntent, ledgerGrant, revocationIntent } from '@symbolon/protocol/consent'
import { profileUpdateIntent, registrationIntent } from '@symbolon/protocol/identity'
import { checkpointIntent, rotationIntent } from '@symbolon/protocol/log'
import { amendIntent, eraseIntent, mintIntent, rekeyIntent } from '@symbolon/protocol/records'
import { type Hex, keccak256, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { type Call, type Chain, startChain } from './chain.ts'
import { calldataGas, eventGas, prices } from './gas-prices.ts'

/** Intents in one batch when the gas of one of them is measured. */
const BATCH_ITEMS = 250
/** 2030-01-01T01:00Z and a week of that spring. */
const deadline = 1_893_459_600n
const week = 3140

export interface Measured {
  /** Gas of one intent sent alone. */
  readonly single: number
  /** The part of `single` that storage, events, signature, calldata and the transaction itself cost. */
  readonly single_floor?: number
  /** Gas of one intent in a batch of 250. */
  readonly in_batch?: number
}

/** Gas of every move, by the receipts of real transactions. Keys and ids are fixed, so the figures are. */
export async function measureGas(): Promise<Record<string, Measured>> {
  const chain = await startChain()
  return {
    ...(await measureRecords(chain)),
    ...(await measureConsents(chain)),
    ...(await measureParties(chain)),
    ...(await measureCheckpoints(chain)),
  }
}

async function measureRecords(chain: Chain): Promise<Record<string, Measured>> {
  const place = { chainId: chain.chainId, verifyingContract: chain.addresses.Records }
  const mint = async (name: string) => {
    const owner = accountOf(name)
    const intent = { id: BigInt(bytes32Of(`id ${name}`)), owner: owner.address, commitment: bytes32Of(name), deadline }
    return { ...intent, signature: await owner.signTypedData(mintIntent({ ...place, ...intent })) }
  }
  const send = (functionName: string, args: readonly unknown[]) =>
    sendTo(chain, { contract: 'Records', functionName, args })
  const first = await mint('first')
  const minted = await send('mint', Object.values(first))
  const mints = await Promise.all(Array.from({ length: BATCH_ITEMS }, (_, index) => mint(`record ${index}`)))
  const batch = await send('mintMany', [mints])
  const amend = { id: first.id, commitment: bytes32Of('second version'), version: 2, deadline }
  const amended = await send('amend', [
    ...Object.values(amend),
    await accountOf('first').signTypedData(amendIntent({ ...place, ...amend })),
  ])
  const rekey = { id: first.id, newOwner: accountOf('heir').address, deadline }
  const typed = rekeyIntent({ ...place, ...rekey })
  const rekeyed = await send('rekey', [
    ...Object.values(rekey),
    await accountOf('first').signTypedData(typed),
    await accountOf('heir').signTypedData(typed),
  ])
  const erase = { id: first.id, deadline }
  const erased = await send('erase', [
    ...Object.values(erase),
    await accountOf('heir').signTypedData(eraseIntent({ ...place, ...erase })),
  ])
  const mint_floor = 2 * prices.newSlot + prices.signature + eventGas(4, 0) + eventGas(1, 32)
  return {
    mint: { single: minted.gas, single_floor: minted.sent + mint_floor, in_batch: perItem(batch.gas) },
    amend: { single: amended.gas },
    rekey: { single: rekeyed.gas },
    erase: { single: erased.gas },
  }
}

async function measureConsents(chain: Chain): Promise<Record<string, Measured>> {
  const place = { chainId: chain.chainId, verifyingContract: chain.addresses.Consents }
  const send = (functionName: string, args: readonly unknown[]) =>
    sendTo(chain, { contract: 'Consents', functionName, args })
  const give = (name: string) => ({ commitment: bytes32Of(name), account: accountOf(name).address, week })
  const grantOf = (name: string) => ledgerGrant(give(name))
  const revocation = async (name: string) => {
    const grant = grantOf(name)
    return { grant, signature: await accountOf(name).signTypedData(revocationIntent({ ...place, grant })) }
  }
  const names = Array.from({ length: BATCH_ITEMS }, (_, index) => `grant ${index}`)
  const given = await send('give', Object.values(give('first')))
  const gives = await send('giveMany', [names.map(give)])
  const to = accountOf('guardian').address
  const delegation = delegationIntent({ ...place, grant: grantOf('first'), to })
  const delegated = await send('delegate', [grantOf('first'), to, await accountOf('first').signTypedData(delegation)])
  const revoked = await send('revoke', Object.values(await revocation('first')))
  const revocations = await send('revokeMany', [await Promise.all(names.map(revocation))])
  const give_floor = prices.newSlot + eventGas(2, 64)
  const revoke_floor = prices.changedSlot + prices.signature + eventGas(2, 0)
  return {
    give: { single: given.gas, single_floor: given.sent + give_floor, in_batch: perItem(gives.gas) },
    revoke: { single: revoked.gas, single_floor: revoked.sent + revoke_floor, in_batch: perItem(revocations.gas) },
    delegate: { single: delegated.gas },
  }
}

async function measureParties(chain: Chain): Promise<Record<string, Measured>> {
  const place = { chainId: chain.chainId, verifyingContract: chain.addresses.Parties }
  const hospital = accountOf('hospital')
  const send = (functionName: string, args: readonly unknown[]) =>
    sendTo(chain, { contract: 'Parties', functionName, args })
  const registration = { party: hospital.address, kind: 1, profile: bytes32Of('profile'), deadline }
  const registering = await hospital.signTypedData(registrationIntent({ ...place, ...registration }))
  const registered = await send('register', [registration, registering])
  const update = {
    party: hospital.address,
    previous: registration.profile,
    profile: bytes32Of('next profile'),
    nonce: 7n,
    deadline,
  }
  const updating = await hospital.signTypedData(profileUpdateIntent({ ...place, ...update }))
  const updated = await send('updateProfile', [update, updating])
  return { register: { single: registered.gas }, update_profile: { single: updated.gas } }
}

async function measureCheckpoints(chain: Chain): Promise<Record<string, Measured>> {
  const place = { chainId: chain.chainId, verifyingContract: chain.addresses.Checkpoints }
  const [origin, founder] = [bytes32Of('origin'), accountOf('log').address]
  const log = { origin, founder, deadline }
  const advance = async (size: bigint, root: string) => {
    const checkpoint = { ...log, size, root: bytes32Of(root) }
    const signature = await accountOf('log').signTypedData(checkpointIntent({ ...place, ...checkpoint }))
    return sendTo(chain, { contract: 'Checkpoints', functionName: 'advance', args: [checkpoint, signature] })
  }
  const first = await advance(65_536n, 'first root')
  const next = await advance(16_777_216n, 'next root')
  const again = await advance(16_777_216n, 'next root')
  const rotation = { ...log, to: accountOf('next log').address }
  const typed = rotationIntent({ ...place, ...rotation })
  const signatures = await Promise.all(['log', 'next log'].map((name) => accountOf(name).signTypedData(typed)))
  const rotated = await sendTo(chain, {
    contract: 'Checkpoints',
    functionName: 'rotate',
    args: [rotation, ...signatures],
  })
  const advance_floor = 2 * prices.changedSlot + prices.signature + eventGas(4, 64)
  return {
    advance_first: { single: first.gas },
    advance: { single: next.gas, single_floor: next.sent + advance_floor },
    advance_same_size: { single: again.gas },
    rotate: { single: rotated.gas },
  }
}

async function sendTo(chain: Chain, call: Call): Promise<{ gas: number; sent: number }> {
  const { gas, input } = await chain.send(call)
  return { gas, sent: prices.transaction + calldataGas(input) }
}

function perItem(gas: number): number {
  return Math.ceil(gas / BATCH_ITEMS)
}

function bytes32Of(name: string): Hex {
  return keccak256(toHex(`gas value ${name}`))
}

function accountOf(name: string) {
  return privateKeyToAccount(keccak256(toHex(`gas key ${name}`)))
}

import assert from 'node:assert/strict'
import { decodeAbiParameters, parseAbi, zeroAddress } from 'viem'
import { read, type Subject, send } from './subject.ts'

/** What the standard says, as a check of a contract. */
export interface Sentence {
  readonly says: string
  check(subject: Subject): Promise<void>
}

type Transfer = (
  subject: Subject,
  of: { from?: `0x${string}`; to?: `0x${string}`; id?: bigint; by?: `0x${string}` },
) => Promise<unknown>

const receiverAbi = parseAbi([
  'function asked() view returns (bytes)',
  'function ownerMeanwhile() view returns (address)',
  'function setAnswer(bytes4 next)',
])
const askedTypes = [
  { type: 'address' },
  { type: 'address' },
  { type: 'address' },
  { type: 'uint256' },
  { type: 'bytes' },
] as const
const magic = '0x150b7a02'

/** The three ways to transfer, which the standard holds to the same. */
const transfers: Readonly<Record<string, Transfer>> = {
  transferFrom: (subject, of) => transfer(subject, { ...of, functionName: 'transferFrom', more: [] }),
  'safeTransferFrom without data': (subject, of) =>
    transfer(subject, { ...of, functionName: 'safeTransferFrom', more: [] }),
  'safeTransferFrom with data': (subject, of) =>
    transfer(subject, { ...of, functionName: 'safeTransferFrom', more: ['0xc0ffee'] }),
}

/** Every sentence of ERC-721 that a test from outside can hold a contract to. @source ERC-721, "Specification" */
export const sentences: readonly Sentence[] = [
  {
    says: 'Every ERC-721 compliant contract must implement the ERC721 and ERC165 interfaces',
    async check(subject) {
      assert.equal(await read(subject, 'supportsInterface', ['0x80ac58cd']), true)
      assert.equal(await read(subject, 'supportsInterface', ['0x01ffc9a7']), true)
      assert.equal(await read(subject, 'supportsInterface', ['0xffffffff']), false)
    },
  },
  {
    says: 'balanceOf counts all NFTs assigned to an owner, possibly zero',
    async check(subject) {
      assert.equal(await read(subject, 'balanceOf', [subject.owner]), subject.owned)
      assert.equal(await read(subject, 'balanceOf', [subject.other]), 0n)
    },
  },
  {
    says: 'balanceOf throws for queries about the zero address',
    check: (subject) => assert.rejects(read(subject, 'balanceOf', [zeroAddress])),
  },
  {
    says: 'ownerOf finds the owner of an NFT',
    async check(subject) {
      for (const id of subject.tokens) assert.equal(await read(subject, 'ownerOf', [id]), subject.owner)
    },
  },
  {
    says: 'NFTs assigned to zero address are considered invalid, and queries about them do throw',
    async check(subject) {
      for (const id of [subject.unknown, subject.ended]) {
        await assert.rejects(read(subject, 'ownerOf', [id]))
        await assert.rejects(read(subject, 'getApproved', [id]))
        await assert.rejects(read(subject, 'tokenURI', [id]))
      }
    },
  },
  ...Object.entries(transfers).flatMap(([name, move]) => transferSentences(name, move)),
  {
    says: 'safeTransferFrom checks, when the transfer is complete, if the receiver is a contract, and calls it with operator, owner, token and data',
    async check(subject) {
      const [id] = subject.tokens
      await send(subject, { from: subject.owner, functionName: 'setApprovalForAll', args: [subject.operator, true] })
      const of = { to: subject.receiver, by: subject.operator, id }
      await transfers['safeTransferFrom with data']?.(subject, of)
      const asked = await askedOf(subject)
      assert.deepEqual(asked, [subject.address, subject.operator, subject.owner, id, '0xc0ffee'])
      assert.equal(await readReceiver(subject, 'ownerMeanwhile'), subject.receiver)
    },
  },
  {
    says: 'safeTransferFrom without data works identically, except that it sets data to nothing',
    async check(subject) {
      const [id] = subject.tokens
      await transfers['safeTransferFrom without data']?.(subject, { to: subject.receiver, id })
      const asked = await askedOf(subject)
      assert.deepEqual(asked, [subject.address, subject.owner, subject.owner, id, '0x'])
    },
  },
  {
    says: 'safeTransferFrom throws if the return value is not the magic one',
    async check(subject) {
      for (const answer of ['0x00000000', '0x150b7a03', '0xffffffff'] as const) {
        await setAnswer(subject, answer)
        await refusesSafely(subject, subject.receiver)
      }
      await setAnswer(subject, magic)
      await transfers['safeTransferFrom without data']?.(subject, { to: subject.receiver })
    },
  },
  {
    says: 'safeTransferFrom throws if the receiving contract cannot be asked',
    check: (subject) => refusesSafely(subject, subject.silent),
  },
  {
    says: 'approve changes or reaffirms the approved address, and emits Approval',
    async check(subject) {
      const [id, another] = subject.tokens
      for (const approved of [subject.other, subject.second, subject.second, zeroAddress]) {
        const events = await send(subject, { from: subject.owner, functionName: 'approve', args: [approved, id] })
        assert.deepEqual(told(events), [['Approval', subject.owner, approved, id]])
        assert.equal(await read(subject, 'getApproved', [id]), approved)
        assert.equal(await read(subject, 'getApproved', [another]), zeroAddress)
      }
    },
  },
  {
    says: 'approve throws unless msg.sender is the current NFT owner, or an authorized operator of the current owner',
    async check(subject) {
      const [id] = subject.tokens
      const call = { functionName: 'approve', args: [subject.second, id] }
      await assert.rejects(send(subject, { ...call, from: subject.other }))
      await send(subject, { from: subject.owner, functionName: 'approve', args: [subject.other, id] })
      await assert.rejects(send(subject, { ...call, from: subject.other }))
      await send(subject, { from: subject.owner, functionName: 'setApprovalForAll', args: [subject.operator, true] })
      await send(subject, { ...call, from: subject.operator })
      await assert.rejects(send(subject, { ...call, from: subject.owner, args: [subject.second, subject.unknown] }))
    },
  },
  {
    says: 'setApprovalForAll emits ApprovalForAll, and must allow multiple operators per owner',
    async check(subject) {
      for (const operator of [subject.operator, subject.second]) {
        const call = { from: subject.owner, functionName: 'setApprovalForAll', args: [operator, true] }
        assert.deepEqual(told(await send(subject, call)), [['ApprovalForAll', subject.owner, operator, true]])
      }
      for (const operator of [subject.operator, subject.second]) {
        assert.equal(await read(subject, 'isApprovedForAll', [subject.owner, operator]), true)
      }
      await send(subject, { from: subject.owner, functionName: 'setApprovalForAll', args: [subject.second, false] })
      assert.equal(await read(subject, 'isApprovedForAll', [subject.owner, subject.second]), false)
      assert.equal(await read(subject, 'isApprovedForAll', [subject.other, subject.operator]), false)
    },
  },
  {
    says: 'name and symbol are there, and tokenURI of a valid NFT',
    async check(subject) {
      assert.ok(String(await read(subject, 'name', [])).length > 0)
      assert.ok(String(await read(subject, 'symbol', [])).length > 0)
      assert.match(String(await read(subject, 'tokenURI', [subject.tokens[0]])), /^data:/)
    },
  },
]

function transferSentences(name: string, move: Transfer): Sentence[] {
  return [...allowedSentences(name, move), ...refusedSentences(name, move)]
}

function allowedSentences(name: string, move: Transfer): Sentence[] {
  return [
    {
      says: `${name} emits Transfer, moves the token and counts it`,
      async check(subject) {
        const [id, stays] = subject.tokens
        const events = await move(subject, { id })
        assert.deepEqual(told(events), [['Transfer', subject.owner, subject.other, id]])
        assert.equal(await read(subject, 'ownerOf', [id]), subject.other)
        assert.equal(await read(subject, 'ownerOf', [stays]), subject.owner)
        assert.equal(await read(subject, 'balanceOf', [subject.owner]), subject.owned - 1n)
        assert.equal(await read(subject, 'balanceOf', [subject.other]), 1n)
      },
    },
    {
      says: `${name} throws unless msg.sender is the current owner, an authorized operator, or the approved address`,
      async check(subject) {
        const [first, secondId, third] = subject.tokens
        await assert.rejects(move(subject, { by: subject.second }))
        await assert.rejects(move(subject, { by: subject.other }))
        await send(subject, { from: subject.owner, functionName: 'approve', args: [subject.second, first] })
        await assert.rejects(move(subject, { by: subject.second, id: secondId }))
        await move(subject, { by: subject.second, id: first })
        await send(subject, { from: subject.owner, functionName: 'setApprovalForAll', args: [subject.operator, true] })
        await move(subject, { by: subject.operator, id: secondId })
        await send(subject, { from: subject.owner, functionName: 'setApprovalForAll', args: [subject.operator, false] })
        await assert.rejects(move(subject, { by: subject.operator, id: third }))
      },
    },
  ]
}

function refusedSentences(name: string, move: Transfer): Sentence[] {
  return [
    {
      says: `${name} throws if _from is not the current owner`,
      async check(subject) {
        await assert.rejects(move(subject, { from: subject.second, by: subject.owner }))
        await assert.rejects(move(subject, { from: subject.second, by: subject.second }))
      },
    },
    {
      says: `${name} throws if _to is the zero address`,
      check: (subject) => assert.rejects(move(subject, { to: zeroAddress })),
    },
    {
      says: `${name} throws if _tokenId is not a valid NFT`,
      async check(subject) {
        for (const id of [subject.unknown, subject.ended]) await assert.rejects(move(subject, { id }))
      },
    },
    {
      says: `${name} resets the approved address for that NFT to none`,
      async check(subject) {
        const [id] = subject.tokens
        await send(subject, { from: subject.owner, functionName: 'approve', args: [subject.second, id] })
        await move(subject, { id })
        assert.equal(await read(subject, 'getApproved', [id]), zeroAddress)
        await move(subject, { id, from: subject.other, by: subject.other, to: subject.owner })
        assert.equal(await read(subject, 'getApproved', [id]), zeroAddress)
        await assert.rejects(move(subject, { id, by: subject.second }))
      },
    },
  ]
}

function transfer(
  subject: Subject,
  of: Parameters<Transfer>[1] & { readonly functionName: string; readonly more: readonly unknown[] },
) {
  const { from = subject.owner, to = subject.other, id = subject.tokens[0], by = from } = of
  return send(subject, { from: by, functionName: of.functionName, args: [from, to, id, ...of.more] })
}

async function refusesSafely(subject: Subject, to: `0x${string}`): Promise<void> {
  await assert.rejects(async () => transfers['safeTransferFrom without data']?.(subject, { to }))
  await assert.rejects(async () => transfers['safeTransferFrom with data']?.(subject, { to }))
  assert.equal(await read(subject, 'ownerOf', [subject.tokens[0]]), subject.owner)
}

function told(events: unknown): unknown[] {
  const list = events as readonly { readonly eventName: string; readonly args: object }[]
  return list.map(({ eventName, args }) => [eventName, ...Object.values(args)])
}

async function askedOf(subject: Subject): Promise<unknown[]> {
  return [...decodeAbiParameters(askedTypes, (await readReceiver(subject, 'asked')) as `0x${string}`)]
}

function readReceiver({ chain, receiver }: Subject, functionName: 'asked' | 'ownerMeanwhile'): Promise<unknown> {
  return chain.client.readContract({ abi: receiverAbi, address: receiver, functionName })
}

async function setAnswer({ chain, receiver }: Subject, next: `0x${string}`): Promise<void> {
  const call = { abi: receiverAbi, address: receiver, functionName: 'setAnswer', args: [next] } as const
  await chain.client.writeContract({ ...call, account: chain.account, chain: null })
}

import { type Address, encodeFunctionData, getAddress, type Hex, parseAbi, parseEventLogs } from 'viem'
import type { privateKeyToAccount } from 'viem/accounts'
import { type Chain, startChain } from '../chain.ts'
import { type Compiled, compile } from '../compile.ts'
import { commissionCall, idOf, markCall, signedMark } from '../packs-calls.ts'
import { licenseParty, preparePacks, vectorAccount } from '../packs-chain.ts'

/** The interface of the standard, written down from it. @source ERC-721, "Specification" */
export const erc721Abi = parseAbi([
  'event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)',
  'event Approval(address indexed owner, address indexed approved, uint256 indexed tokenId)',
  'event ApprovalForAll(address indexed owner, address indexed operator, bool approved)',
  'function balanceOf(address owner) view returns (uint256)',
  'function ownerOf(uint256 tokenId) view returns (address)',
  'function safeTransferFrom(address from, address to, uint256 tokenId, bytes data) payable',
  'function safeTransferFrom(address from, address to, uint256 tokenId) payable',
  'function transferFrom(address from, address to, uint256 tokenId) payable',
  'function approve(address approved, uint256 tokenId) payable',
  'function setApprovalForAll(address operator, bool approved)',
  'function getApproved(uint256 tokenId) view returns (address)',
  'function isApprovedForAll(address owner, address operator) view returns (bool)',
  'function supportsInterface(bytes4 interfaceID) view returns (bool)',
  'function name() view returns (string)',
  'function symbol() view returns (string)',
  'function tokenURI(uint256 tokenId) view returns (string)',
])

/** A contract that says it is ERC-721, with tokens that `owner` has, and whom the tests need around it. */
export interface Subject {
  readonly chain: Chain
  readonly address: Address
  /** Three tokens of the owner, one that was never made, one that has ended. */
  readonly tokens: readonly [bigint, bigint, bigint]
  readonly unknown: bigint
  readonly ended: bigint
  /** How many the owner has. */
  readonly owned: bigint
  readonly owner: Address
  readonly other: Address
  readonly operator: Address
  readonly second: Address
  /** A contract that takes tokens and tells what it was asked; one that can't be asked. */
  readonly receiver: Address
  readonly silent: Address
}

const [owner, other, operator, second] = ['maker', 'wholesaler', 'pharmacy', 'hospital'].map(
  (name) => vectorAccount(name).address,
) as [Address, Address, Address, Address]

/** A contract of `Subjects.sol` that brings its tokens along. */
export async function openSubject(name: 'OpenZeppelinSubject' | 'FlawedSubject'): Promise<Subject> {
  const chain = await startChain()
  const compiled = compile('test/erc721/Subjects.sol')
  const people = await openPeople(chain, compiled)
  const address = await deploy(chain, { compiled: compiled[name], args: [owner] })
  return { ...people, address, tokens: [1n, 2n, 3n], unknown: 11n, ended: 10n, owned: 9n }
}

/** Packs, with all of them licensed, and everybody willing to take packs of everybody. */
export async function openPacksSubject(): Promise<Subject> {
  const chain = await startChain()
  await preparePacks(chain)
  const people = await openPeople(chain, compile('test/erc721/Subjects.sol'))
  for (const account of [people.receiver, people.silent]) {
    await licenseParty(chain, { account: accountBehind(account), name: 'wholesaler' })
  }
  await chain.send(await commissionCall(chain, { name: 'erc721', count: 10 }))
  const ended = { batch: 'erc721', first: 9, count: 1, holder: 'maker', state: 'destroyed' } as const
  await chain.send(markCall([await signedMark(chain, ended)]))
  const subject = {
    ...people,
    address: getAddress(chain.addresses.Packs),
    unknown: idOf('erc721', 10),
    ended: idOf('erc721', 9),
  }
  const tokens = [idOf('erc721', 1), idOf('erc721', 2), idOf('erc721', 3)] as const
  const people_ = [owner, other, operator, second]
  for (const to of people_) for (const from of people_) await accept(subject, { to, from })
  return { ...subject, tokens, owned: 9n }
}

/** Sends a call of the standard's and answers with its events. */
export async function send(
  { chain, address }: Pick<Subject, 'chain' | 'address'>,
  call: { readonly from: Address; readonly functionName: string; readonly args: readonly unknown[] },
) {
  const { from, functionName, args } = call
  const data = encodeFunctionData({ abi: erc721Abi, functionName, args } as Parameters<typeof encodeFunctionData>[0])
  const hash = await chain.client.sendTransaction({ account: from, chain: null, to: address, data })
  const { logs, status } = await chain.client.getTransactionReceipt({ hash })
  if (status !== 'success') throw new Error(`${functionName} was reverted`)
  return parseEventLogs({ abi: erc721Abi, logs })
}

/** Asks one of the standard's functions that change nothing. */
export function read({ chain, address }: Subject, functionName: string, args: readonly unknown[]): Promise<unknown> {
  const question = { abi: erc721Abi, address, functionName, args } as Parameters<typeof chain.client.readContract>[0]
  return chain.client.readContract(question)
}

async function openPeople(chain: Chain, compiled: Readonly<Record<string, Compiled>>) {
  for (const address of [owner, other, operator, second]) await lend(chain, address)
  const args = [vectorAccount('receiver').address]
  const receiver = await deploy(chain, { compiled: compiled.AnsweringReceiver, args })
  const silent = await deploy(chain, { compiled: compiled.SilentAccount, args })
  return { chain, owner, other, operator, second, receiver, silent }
}

/** The test speaks for the account. */
async function lend(chain: Chain, address: Address): Promise<void> {
  await chain.client.impersonateAccount({ address })
  await chain.client.setBalance({ address, value: 10n ** 20n })
}

/** The key of the receivers signs for them. */
function accountBehind(address: Address): ReturnType<typeof privateKeyToAccount> {
  return { ...vectorAccount('receiver'), address }
}

async function accept(
  { chain, address }: Pick<Subject, 'chain' | 'address'>,
  pair: { readonly to: Address; readonly from: Address },
): Promise<void> {
  const abi = parseAbi(['function accept(address sender, uint64 until)'])
  const data = encodeFunctionData({ abi, functionName: 'accept', args: [pair.from, 1_900_000_000n] })
  await chain.client.sendTransaction({ account: pair.to, chain: null, to: address, data })
}

async function deploy(
  chain: Chain,
  { compiled, args }: { readonly compiled: Compiled | undefined; readonly args: readonly Hex[] },
): Promise<Address> {
  if (!compiled) throw new Error('a contract of the tests is missing')
  const hash = await chain.client.deployContract({ ...compiled, args, account: chain.account, chain: null })
  const { contractAddress } = await chain.client.getTransactionReceipt({ hash })
  if (!contractAddress) throw new Error('a contract of the tests was not created')
  return getAddress(contractAddress)
}

import type { PeerGas } from './measure-peers.ts'

/** What `contracts/gas/packs.json` holds. */
export interface PacksGas {
  readonly packs: Readonly<Record<string, number>>
  readonly peers: Readonly<Record<string, PeerGas>>
}

const peerNames = {
  openzeppelin: 'OpenZeppelin `ERC721`',
  openzeppelin_consecutive: '`ERC721Consecutive`',
  solady: 'Solady `ERC721`',
  erc721a: '`ERC721A`',
} as const

/** Row → how a peer names it, and how Packs does. */
const rows = [
  { words: 'bring 1 pack into being', peer: ['bring', '1'], packs: 'commission_1' },
  { words: 'bring 100', peer: ['bring', '100'], packs: 'commission_100' },
  { words: 'bring 5,000', peer: ['bring', '5000'], packs: 'commission_5000' },
  { words: 'bring 1,000,000', peer: ['bring', '1000000'], packs: 'commission_1000000' },
  { words: 'move 1', peer: ['move', '1'], packs: 'move_carve_1' },
  { words: 'move 100', peer: ['move', '100'], packs: 'move_carve_100' },
  { words: 'move 5,000', peer: ['move', '5000'], packs: 'move_carve_5000' },
  { words: 'end 1', peer: ['end', '1'], packs: 'end_1' },
  { words: 'end 256 neighbours', peer: ['end', '256'], packs: 'end_256_of_a_page' },
] as const

const aims = [
  { words: 'commission any batch, the first of its maker', packs: 'commission_first_of_a_maker', aim: 150_000 },
  { words: 'commission 16,777,216 packs', packs: 'commission_16777216', aim: 150_000 },
  {
    words: 'move a part of a range to a party that held nothing',
    packs: 'move_carve_to_first_time_receiver',
    aim: 140_000,
  },
  { words: 'move a part of a range', packs: 'move_carve_5000', aim: 140_000 },
  { words: 'move a whole range of 100,000', packs: 'move_whole_of_100000', aim: 140_000 },
  { words: 'move a part, one of a list of 50', packs: 'move_carve_100_in_list', aim: 140_000 },
  { words: 'end one pack, one of a list of 50', packs: 'end_1_in_list', aim: 60_000 },
  { words: 'the same, where others of its page have ended', packs: 'end_1_near_ended_in_list', aim: 45_000 },
  { words: 'end one pack, alone in its transaction', packs: 'end_1', aim: 60_000, floor: 'end_1_floor' },
  {
    words: 'the same, where others of its page have ended',
    packs: 'end_1_near_ended',
    aim: 45_000,
    floor: 'end_1_near_ended_floor',
  },
  { words: 'end 256 neighbours of a page', packs: 'end_256_of_a_page', aim: 90_000 },
  { words: 'end 256 neighbours across two pages', packs: 'end_256_across_pages', aim: 90_000 },
] as const

/** The tables of `docs/gas.md`. */
export function gasTables(gas: PacksGas): string {
  return `${peersTable(gas)}\n\n${aimsTable(gas)}`
}

function peersTable({ packs, peers }: PacksGas): string {
  const names = Object.keys(peerNames) as (keyof typeof peerNames)[]
  const head = ['', '`Packs`', ...names.map((name) => peerNames[name])]
  const lines = rows.map(({ words, peer: [move, size], packs: own }) => [
    words,
    tell(packs[own]),
    ...names.map((name) => tell(peers[name]?.[move][size])),
  ])
  return table(head, lines)
}

function aimsTable({ packs }: PacksGas): string {
  const lines = aims.map((row) => [
    row.words,
    tell(packs[row.packs]),
    tell(row.aim),
    'floor' in row ? tell(packs[row.floor]) : '',
  ])
  return table(['', 'gas', 'aim', 'floor'], lines)
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'))
  return [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function tell(gas: number | null | undefined): string {
  return typeof gas === 'number' ? gas.toLocaleString('en') : 'does not fit in a transaction'
}

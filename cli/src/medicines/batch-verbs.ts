import type { VerbSpec } from '../kernel/index.ts'
import { helpWords } from './help-words.ts'

const gtin = { flags: '--gtin <gtin>', words: helpWords.optionGtin } as const
const lot = { flags: '--lot <lot>', words: helpWords.optionLot } as const
const first = { flags: '--first <index>', words: helpWords.optionFirst } as const
const count = { flags: '--count <number>', words: helpWords.optionCount } as const
const container = { flags: '--container <sscc>', words: helpWords.optionContainer } as const

export const batchVerbs: readonly VerbSpec[] = [
  {
    name: 'commission',
    words: helpWords.commission,
    writes: true,
    options: [
      gtin,
      lot,
      { flags: '--expiry <day>', words: helpWords.optionExpiry },
      count,
      { flags: '--serials <file>', words: helpWords.optionSerials },
      { flags: '--market <country>', words: helpWords.optionMarket, repeat: true },
      { flags: '--another', words: helpWords.optionAnother },
    ],
    examples: [
      'symbolon batch commission --gtin 09521000000018 --lot L7 --expiry 2028-03-31 --count 1000 --as maker --json',
    ],
    load: async () => (await import('./batch-commission.ts')).batchCommission,
  },
  {
    name: 'pack',
    operands: '<batches...>',
    words: helpWords.pack,
    writes: true,
    options: [container, first, count, { flags: '--unpack', words: helpWords.optionUnpack }],
    examples: ['symbolon batch pack bat_01j… --container 095210000000000017 --first 0 --count 500 --as maker'],
    load: async () => (await import('./batch-moves.ts')).batchPack,
  },
  {
    name: 'ship',
    operands: '<batches...>',
    words: helpWords.ship,
    writes: true,
    options: [
      { flags: '--to <party>', words: helpWords.optionTo },
      first,
      count,
      container,
      { flags: '--days <number>', words: helpWords.optionDays },
      { flags: '--withdraw', words: helpWords.optionTakeBack },
    ],
    examples: [
      'symbolon batch ship bat_01j… --to wholesaler --first 0 --count 500 --as maker',
      'symbolon batch ship hov_01j… --withdraw --as maker',
    ],
    load: async () => (await import('./batch-moves.ts')).batchShip,
  },
  {
    name: 'receive',
    operands: '[handover]',
    words: helpWords.receive,
    writes: true,
    options: [{ flags: '--refuse', words: helpWords.optionRefuse }],
    examples: ['symbolon batch receive --as wholesaler', 'symbolon batch receive hov_01j… --as wholesaler'],
    load: async () => (await import('./batch-moves.ts')).batchReceive,
  },
  {
    name: 'recall',
    operands: '[recall]',
    words: helpWords.recall,
    writes: true,
    asks: true,
    options: [
      gtin,
      lot,
      { flags: '--withdraw', words: helpWords.optionWithdraw },
      { flags: '--reason <text>', words: helpWords.optionReason },
      { flags: '--class <number>', words: helpWords.optionClass },
      { flags: '--confirm', words: helpWords.optionConfirm },
      { flags: '--set-aside <number>', words: helpWords.optionSetAside },
    ],
    examples: [
      'symbolon batch recall --as pharmacy-a',
      'symbolon batch recall --gtin 09521000000018 --lot L7 --reason "Wrong dose on the label" --class 1 --as maker',
      'symbolon batch recall rcl_01j… --confirm --as maria',
      'symbolon batch recall rcl_01j… --set-aside 12 --as pharmacy-a',
    ],
    load: async () => (await import('./batch-recall.ts')).batchRecall,
  },
  {
    name: 'confirmers',
    operands: '[person]',
    words: helpWords.confirmers,
    writes: true,
    options: [{ flags: '--remove', words: helpWords.optionRemove }],
    examples: ['symbolon batch confirmers --as maker', 'symbolon batch confirmers pty_01j… --as maker'],
    load: async () => (await import('./batch-confirmers.ts')).batchConfirmers,
  },
  {
    name: 'status',
    operands: '[batch]',
    words: helpWords.status,
    examples: ['symbolon batch status --as maker', 'symbolon batch status bat_01j… --as regulator --json'],
    load: async () => (await import('./batch-status.ts')).batchStatus,
  },
]

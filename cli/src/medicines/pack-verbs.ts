import type { VerbSpec } from '../kernel/index.ts'
import { helpWords } from './help-words.ts'

const offline = [
  { flags: '--status <file>', words: helpWords.optionStatus },
  { flags: '--trace <file>', words: helpWords.optionTraceOf },
  { flags: '--maker-keys <file>', words: helpWords.optionMakerKeys },
] as const
const cell = { flags: '--cell <h3>', words: helpWords.optionCell } as const

export const packVerbs: readonly VerbSpec[] = [
  {
    name: 'verify',
    operands: '<code>',
    words: helpWords.verify,
    options: [cell],
    examples: [
      "symbolon pack verify '(01)09521000000018(21)A1B2C3(10)L7(17)280331' --as pharmacy-a",
      'symbolon pack verify https://id.gs1.org/01/09521000000018/10/L7/21/A1B2C3?17=280331 --json',
    ],
    load: async () => (await import('./pack-verify.ts')).packVerify,
  },
  {
    name: 'dispense',
    operands: '<code>',
    words: helpWords.dispense,
    writes: true,
    options: [{ flags: '--state <state>', words: helpWords.optionState }, cell],
    examples: [
      "symbolon pack dispense '(01)09521000000018(21)A1B2C3(10)L7(17)280331' --as pharmacy-a",
      'symbolon pack dispense https://id.gs1.org/01/09521000000018/21/A1B2C3 --state destroyed --as pharmacy-a',
    ],
    load: async () => (await import('./pack-acts.ts')).packDispense,
  },
  {
    name: 'undo',
    operands: '<code>',
    words: helpWords.undo,
    writes: true,
    options: [cell],
    examples: ['symbolon pack undo https://id.gs1.org/01/09521000000018/21/A1B2C3 --as pharmacy-a'],
    load: async () => (await import('./pack-acts.ts')).packUndo,
  },
  {
    name: 'trace',
    operands: '<code>',
    words: helpWords.trace,
    options: [
      { flags: '-o, --out <file>', words: helpWords.optionTrace },
      { flags: '--no-wait', words: helpWords.optionNoWait },
    ],
    examples: [
      'symbolon pack trace https://id.gs1.org/01/09521000000018/10/L7/21/A1B2C3 --as regulator',
      'symbolon pack trace https://id.gs1.org/01/09521000000018/21/A1B2C3 -o A1B2C3.pack-trace --as pharmacy-a',
    ],
    load: async () => (await import('./pack-trace.ts')).packTrace,
  },
  {
    name: 'status',
    operands: '<batches...>',
    words: helpWords.packStatus,
    options: [{ flags: '-o, --out <file>', words: helpWords.optionStatusOut }],
    examples: ['symbolon pack status bat_01j… -o today.pack-status --as pharmacy-a'],
    load: async () => (await import('./pack-offline.ts')).packStatus,
  },
  {
    name: 'check',
    operands: '<code>',
    words: helpWords.check,
    options: offline,
    examples: [
      "symbolon pack check 'https://id.gs1.org/01/…?17=290331&sig=…' --status today.pack-status --maker-keys keys.json",
      "symbolon pack check '(01)…(21)A1B2C3(10)L7(17)290331' --status today.pack-status --trace A1B2C3.pack-trace",
    ],
    load: async () => (await import('./pack-offline.ts')).packCheck,
  },
  {
    name: 'queue',
    operands: '[code]',
    words: helpWords.queue,
    writes: true,
    options: [
      ...offline,
      { flags: '--undo', words: helpWords.optionQueueUndo },
      { flags: '--merge', words: helpWords.optionMerge },
    ],
    examples: [
      "symbolon pack queue '(01)…(21)A1B2C3(10)L7(17)290331' --status today.pack-status --trace A1B2C3.pack-trace --as pharmacy-a",
      'symbolon pack queue --merge --as pharmacy-a',
    ],
    load: async () => (await import('./pack-queue.ts')).packQueue,
  },
  {
    name: 'label',
    operands: '<code>',
    words: helpWords.label,
    options: [
      { flags: '--symbol <symbol>', words: helpWords.optionSymbol },
      { flags: '--format <format>', words: helpWords.optionFormat },
      { flags: '--to <file>', words: helpWords.optionFile },
      { flags: '--title <text>', words: helpWords.optionTitle },
      { flags: '--dpi <number>', words: helpWords.optionDpi },
      { flags: '--module-mm <number>', words: helpWords.optionModule },
      { flags: '--stem <url>', words: helpWords.optionStem },
    ],
    examples: [
      "symbolon pack label '(01)09521000000018(21)A1B2C3(10)L7(17)270331' --to label.svg",
      'symbolon pack label https://id.gs1.org/01/09521000000018/21/A1B2C3 --symbol qr-digital-link --to label.png',
    ],
    load: async () => (await import('./label.ts')).packLabel,
  },
]

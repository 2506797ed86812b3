import type { VerbSpec } from '../kernel/index.ts'
import { helpWords } from './help-words.ts'

export const packVerbs: readonly VerbSpec[] = [
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

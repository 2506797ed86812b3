import type { VerbSpec } from '../kernel/index.ts'
import { helpWords } from './words.ts'

export const noticesVerbs: readonly VerbSpec[] = [
  {
    name: 'email',
    operands: '<address>',
    words: helpWords.email,
    options: [{ flags: '--events <types>', words: helpWords.optionEvents, repeat: true }],
    examples: ['symbolon notices email eleni@mail.example --as eleni'],
    load: async () => (await import('./email.ts')).noticesEmail,
  },
  {
    name: 'confirm',
    operands: '<code...>',
    words: helpWords.confirm,
    examples: ['symbolon notices confirm 12345678 --as eleni'],
    load: async () => (await import('./email.ts')).noticesConfirm,
  },
  {
    name: 'show',
    words: helpWords.show,
    examples: ['symbolon notices show --as eleni'],
    load: async () => (await import('./email.ts')).noticesShow,
  },
  {
    name: 'off',
    words: helpWords.off,
    examples: ['symbolon notices off --as eleni'],
    load: async () => (await import('./email.ts')).noticesOff,
  },
]

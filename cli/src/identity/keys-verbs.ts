import type { VerbSpec } from '../kernel/index.ts'
import { helpWords } from './words.ts'

const recoveryIn = { flags: '--recovery-code-file <file>', words: helpWords.optionRecoveryIn } as const
const newPassphrase = { flags: '--new-passphrase-file <file>', words: helpWords.optionNewPassphrase } as const

export const keysVerbs: readonly VerbSpec[] = [
  {
    name: 'new',
    words: helpWords.keysNew,
    options: [
      { flags: '--kind <kind>', words: helpWords.optionKind },
      { flags: '--label <name>', words: helpWords.optionLabel },
      { flags: '--recovery-code-file <file>', words: helpWords.optionRecoveryOut },
    ],
    examples: [
      'symbolon keys new --as maria',
      'symbolon keys new --as clinic --kind hospital --recovery-code-file /media/usb/code',
    ],
    load: async () => (await import('./keys-new.ts')).keysNew,
  },
  {
    name: 'show',
    words: helpWords.keysShow,
    examples: ['symbolon keys show --as maria'],
    load: async () => (await import('./keys-show.ts')).keysShow,
  },
  {
    name: 'verify',
    words: helpWords.keysVerify,
    options: [recoveryIn],
    examples: ['symbolon keys verify --as maria --recovery-code-file /media/usb/code'],
    load: async () => (await import('./keys-verify.ts')).keysVerify,
  },
  {
    name: 'recover',
    words: helpWords.keysRecover,
    options: [recoveryIn, newPassphrase],
    examples: ['symbolon keys recover --as maria'],
    load: async () => (await import('./keys-passphrase.ts')).keysRecover,
  },
  {
    name: 'change-passphrase',
    words: helpWords.keysChange,
    options: [newPassphrase],
    examples: ['symbolon keys change-passphrase --as maria'],
    load: async () => (await import('./keys-passphrase.ts')).keysChangePassphrase,
  },
  {
    name: 'sign-out',
    words: helpWords.keysSignOut,
    examples: ['symbolon keys sign-out --as maria'],
    load: async () => (await import('./keys-sign-out.ts')).keysSignOut,
  },
]

import type { VerbSpec } from '../kernel/index.ts'
import type { LogDoors } from './doors.ts'
import { logHelp as words } from './words.ts'

const vkey = { flags: '--vkey <vkey>', words: words.vkey } as const

/** The verbs of `log`. */
export function logVerbs(doors: LogDoors): readonly VerbSpec[] {
  return [
    {
      name: 'status',
      words: words.status,
      options: [vkey],
      examples: ['symbolon log status', 'symbolon log status --node https://node.example --json'],
      load: async () => (await import('./status.ts')).logStatus(doors),
    },
    {
      name: 'tail',
      words: words.tail,
      options: [
        { flags: '--every <span>', words: words.every },
        { flags: '--count <number>', words: words.count },
        vkey,
      ],
      examples: ['symbolon log tail', 'symbolon log tail --as eleni --json'],
      load: async () => (await import('./tail.ts')).logTail(doors),
    },
    {
      name: 'audit',
      words: words.audit,
      options: [
        { flags: '--from-start', words: words.fromStart },
        { flags: '--deep', words: words.deep },
        { flags: '--rpc <url>', words: words.rpc },
        vkey,
      ],
      examples: [
        'symbolon log audit',
        'symbolon log audit --from-start --rpc https://rpc.example',
        'symbolon log audit --deep --as eleni',
      ],
      load: async () => (await import('./audit.ts')).logAudit(doors),
    },
  ]
}

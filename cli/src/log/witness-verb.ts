import type { VerbSpec } from '../kernel/index.ts'
import type { LogDoors } from './doors.ts'
import { witnessHelp as words } from './words.ts'

/** The verb `witness`, described without what it needs of people's homes. */
export const witnessVerb = (doors: () => Promise<Pick<LogDoors, 'openPublicClient'>>): VerbSpec => ({
  name: 'witness',
  words: words.witness,
  options: [
    { flags: '--of <url>', words: words.of },
    { flags: '--key <file>', words: words.key },
    { flags: '--listen <address>', words: words.listen },
    { flags: '--state <folder>', words: words.state },
    { flags: '--every <span>', words: words.every },
    { flags: '--vkey <vkey>', words: words.vkey },
    { flags: '--once', words: words.once },
  ],
  examples: [
    'symbolon witness --key witness.key',
    'symbolon witness --of https://node.example --key witness.key --listen 0.0.0.0:7071 --every 1m',
    'symbolon witness --of http://127.0.0.1:7070 --key witness.key --once --json',
  ],
  load: async () => (await import('./witness/run-witness.ts')).runWitness(await doors()),
})

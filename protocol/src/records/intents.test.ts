import vectors from '../../../vectors/intents/records.json' with { type: 'json' }
import { testIntents } from '../identity/test-intents.ts'
import { amendIntent, eraseIntent, mintIntent, rekeyIntent } from './intents.ts'

testIntents(vectors, {
  intents: { Mint: mintIntent, Amend: amendIntent, Rekey: rekeyIntent, Erase: eraseIntent },
  wide: ['id', 'deadline'],
})

import vectors from '../../../vectors/intents/log.json' with { type: 'json' }
import { testIntents } from '../identity/test-intents.ts'
import { checkpointIntent, rotationIntent } from './intents.ts'

testIntents(vectors, {
  intents: { Checkpoint: checkpointIntent, Rotation: rotationIntent },
  wide: ['size', 'deadline'],
})

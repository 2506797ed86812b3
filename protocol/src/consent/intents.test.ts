import vectors from '../../../vectors/intents/consent.json' with { type: 'json' }
import { testIntents } from '../identity/test-intents.ts'
import { delegationIntent, grantAuthorityIntent, openingIntent, revocationIntent } from './intents.ts'

testIntents(vectors, {
  intents: {
    GrantAuthority: grantAuthorityIntent,
    Opening: openingIntent,
    Delegation: delegationIntent,
    Revocation: revocationIntent,
  },
  wide: ['deadline'],
})

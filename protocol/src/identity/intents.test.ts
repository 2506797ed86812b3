import vectors from '../../../vectors/intents/identity.json' with { type: 'json' }
import { profileUpdateIntent, registrationIntent, roleGrantIntent, roleRevocationIntent } from './intents.ts'
import { testIntents } from './test-intents.ts'

testIntents(vectors, {
  intents: {
    Registration: registrationIntent,
    ProfileUpdate: profileUpdateIntent,
    RoleGrant: roleGrantIntent,
    RoleRevocation: roleRevocationIntent,
  },
  wide: ['until', 'nonce', 'deadline'],
})

import vectors from '../../../vectors/intents/prefixes.json' with { type: 'json' }
import { testIntents } from '../identity/test-intents.ts'
import { issuerAdmissionIntent, issuerDismissalIntent, licenceEndIntent } from './prefix-intents.ts'

testIntents(vectors, {
  intents: {
    IssuerAdmission: issuerAdmissionIntent,
    IssuerDismissal: issuerDismissalIntent,
    LicenceEnd: licenceEndIntent,
  },
  wide: ['until', 'value', 'nonce', 'deadline'],
})

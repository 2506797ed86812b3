import vectors from '../../../vectors/intents/packs.json' with { type: 'json' }
import { testIntents } from '../identity/test-intents.ts'
import {
  commissionIntent,
  handOverIntent,
  markIntent,
  recallIntent,
  repackagingIntent,
  rulingIntent,
  undoIntent,
  withdrawalIntent,
} from './intents.ts'

testIntents(vectors, {
  intents: {
    Commission: commissionIntent,
    HandOver: handOverIntent,
    Mark: markIntent,
    Undo: undoIntent,
    Repackaging: repackagingIntent,
    Ruling: rulingIntent,
    Recall: recallIntent,
    Withdrawal: withdrawalIntent,
  },
  wide: ['gtin', 'first', 'into', 'id', 'batch', 'deadline'],
})

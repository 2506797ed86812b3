import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consentErrors } from '@symbolon/protocol/consent'
import { say, sayCount } from '../kernel/index.ts'
import { counted, givingWords, reasonWords, words } from './words.ts'

const facts = { entries: '422 εγγραφές', of: '500', purpose: 'θεραπεία', until: '24/11/2026 14:32' }

test('one receiver is named and stands in the singular, several are counted and stand in the plural', () => {
  const one = say(givingWords.confirm.one, 'el', { ...facts, who: 'Γενικό Νοσοκομείο Παράδειγμα Α' })
  assert.match(one, /^Το «Γενικό Νοσοκομείο Παράδειγμα Α» θα βλέπει 422 εγγραφές από 500/)
  const who = sayCount(counted.parties, 'el', 2)
  assert.match(say(givingWords.confirm.many, 'el', { ...facts, who }), /^2 αποδέκτες θα βλέπουν 422 εγγραφές/)
})

test('what was seen is told in entries, and nothing is promised of copies', () => {
  const entries = sayCount(counted.entries, 'en', 5)
  const facts = { time: '2026-11-24 14:32', who: 'Example General Hospital A', entries }
  assert.match(say(words.revoked, 'en', facts), /has already seen 5 entries\.$/)
  assert.equal(words.noCopies.el, 'Όσα αντίγραφα έχουν ήδη ληφθεί δεν μπορούν να επιστραφούν.')
})

test('a refusal is told in words, never by its code', () => {
  const told = Object.keys(consentErrors.rows).filter((code) =>
    /^CONSENT_(GRANT_(?!UNKNOWN|EXISTS)|PURPOSE_MIS|ROLE)/.test(code),
  )
  assert.deepEqual(Object.keys(reasonWords).sort(), told.sort())
})

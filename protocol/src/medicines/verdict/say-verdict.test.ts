import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testNow } from '../pack/test-packs.ts'
import { alertKinds, emvsClasses } from './emvs-classes.ts'
import { LAYOUT_CHARS_MAX, layoutReadings } from './keyboard-layouts.ts'
import { JOINED_CHARS_MAX, OTHER_READINGS_MAX, otherReadings } from './other-readings.ts'
import { publicWords } from './public-outcome.ts'
import { sayVerdict, type Teller } from './say-verdict.ts'
import type { Verdict, VerdictReason } from './verdict.ts'
import { dispensedHereToday, scanFaultWords, verdictWords } from './verdict-words.ts'

const teller: Teller = { language: 'en', now: testNow, time_zone: 'Europe/Athens' }
const greek = { ...teller, language: 'el' } as const
const refused = (reason: VerdictReason, more: Partial<Verdict> = {}): Verdict => ({
  outcome: 'do_not_dispense',
  reason,
  ...more,
})

test('the four sentences of the design are said as they stand there', () => {
  const ok: Verdict = { outcome: 'may_be_dispensed', reason: 'genuine' }
  assert.equal(sayVerdict(ok, teller).said, 'Genuine record — may be dispensed. Check the seal.')
  assert.equal(sayVerdict(ok, greek).said, 'Γνήσια εγγραφή — μπορεί να χορηγηθεί. Ελέγξτε τη σφραγίδα.')
  const here = refused('dispensed_here', { ended_at: testNow - 3_600_000 })
  assert.equal(sayVerdict(here, { ...teller, user: 'Anna' }).said, 'Already dispensed here today at 14:00 by Anna.')
  assert.equal(sayVerdict(here, { ...greek, user: 'Άννα' }).said, 'Έχει ήδη χορηγηθεί εδώ σήμερα στις 14:00 από Άννα.')
  const there = refused('dispensed_elsewhere')
  assert.equal(
    sayVerdict(there, { ...greek, place: 'Φαρμακείο Β' }).said,
    'Μη χορηγείτε. Ο αριθμός χρησιμοποιήθηκε στο «Φαρμακείο Β». Απομονώστε τη συσκευασία.',
  )
  const offline: Verdict = { outcome: 'not_checked', reason: 'offline' }
  assert.equal(sayVerdict(offline, teller).said, 'Not checked yet (offline). This does not mean it is suspect.')
})

test('another day, or nobody’s name, is not today', () => {
  const before = refused('dispensed_here', { ended_at: testNow - 86_400_000 })
  assert.equal(sayVerdict(before, { ...teller, user: 'Anna' }).said, 'Already dispensed here on 31/05/2026 at 15:00.')
  const today = refused('dispensed_here', { ended_at: testNow - 60_000 })
  assert.equal(sayVerdict(today, teller).said, 'Already dispensed here on 01/06/2026 at 14:59.')
})

test('a fault of the scanner says what it is and what to set right', () => {
  const { said, todo } = sayVerdict(refused('scanner_fault', { fault: 'letter_case' }), teller)
  assert.match(said, /changed capital and small letters/)
  assert.match(todo, /Caps Lock/)
  const swapped = sayVerdict(refused('expiry_differs', { fault: 'swapped_date' }), greek)
  assert.match(swapped.said, /με άλλη σειρά/)
})

test('every sentence is filled in, in both languages, and no pack is ever called a fake', () => {
  const facts = { ended_at: testNow, as_of: testNow }
  for (const reason of Object.keys(verdictWords) as VerdictReason[]) {
    for (const language of ['en', 'el'] as const) {
      const { said, todo } = sayVerdict(refused(reason, facts), { ...teller, language })
      assert.doesNotMatch(`${said}${todo}`, /…|\{/)
    }
  }
  const all = [...Object.values(verdictWords), ...Object.values(scanFaultWords), ...Object.values(publicWords)]
  const words = [...all.flatMap(({ said, todo }) => [said, todo]), dispensedHereToday]
  for (const { en, el } of [...words, ...Object.values(emvsClasses), ...Object.values(alertKinds)]) {
    assert.doesNotMatch(en, /fake|counterfeit|falsified|forged/i)
    assert.doesNotMatch(el, /πλαστ|ψεύτικ|ψευδεπίγραφ|απομίμησ|κίβδηλ/i)
  }
})

test('the public page names no place and no time', () => {
  for (const { said, todo } of Object.values(publicWords)) {
    for (const text of [said.en, said.el, todo.en, todo.el]) assert.doesNotMatch(text, /\{/)
  }
})

test('a text of another keyboard is read as it was meant', () => {
  const meant = (text: string) =>
    Object.fromEntries(layoutReadings(text).map((reading) => [reading.layout, reading.text]))
  assert.equal(meant('αβψδΕΦ12').greek, 'abcdEF12')
  assert.equal(meant('Yz-1').german, 'Zy/1')
  assert.equal(meant('à&çQz').french, '019Aw')
  assert.deepEqual(layoutReadings('1234'), [])
  assert.deepEqual(layoutReadings('α'.repeat(LAYOUT_CHARS_MAX + 1)), [])
})

test('few other readings are tried, however long the text', () => {
  const readings = otherReadings({ gtin: '05200001000015', serial: '10'.repeat(JOINED_CHARS_MAX / 2) })
  assert.equal(readings.length, OTHER_READINGS_MAX)
  assert.deepEqual(otherReadings({ gtin: '05200001000015', serial: '10'.repeat(JOINED_CHARS_MAX) }), [])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FOR_WHOM_CHARACTERS_MAX, parseForWhom } from './for-whom.ts'

test('a member of staff or a department is named as the institution names it', () => {
  const names = ['Cardiology', 'ward-3/nurse-17', 'Practitioner/281', 'Dr. A, night shift', 'x']
  for (const text of [...names, 'x'.repeat(FOR_WHOM_CHARACTERS_MAX)]) assert.equal(parseForWhom(text), text)
})

test('error: CONSENT_FOR_WHOM_INVALID for what is long, hidden, or about somebody else', () => {
  const refused = ['', ' x', 'x ', 'x\ny', 'x\u0000', 'Καρδιολογική', 'x'.repeat(FOR_WHOM_CHARACTERS_MAX + 1)]
  for (const text of [...refused, 'Patient/1', 'https://a.example/RelatedPerson/1', '01017012345', 'a@b.example'])
    assert.throws(() => parseForWhom(text), { code: 'CONSENT_FOR_WHOM_INVALID' }, text)
})

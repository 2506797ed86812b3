import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verifierKeyText } from './note-key.ts'
import { isQuorum, policyText } from './policy.ts'
import { POLICY_CHARACTERS_MAX, POLICY_NAMES_MAX, parsePolicy } from './policy-file.ts'
import { refusedFor, testSigner } from './test-log.ts'

const log = verifierKeyText(testSigner('log.example').verifier)
const vkey = (i: number) => verifierKeyText(testSigner(`w${i}.example`, 'cosignature').verifier)
const witnesses = [1, 2, 3].map((i) => `witness w${i} ${vkey(i)}\n`).join('')

test('the example of tlog-policy asks for two of one group and one of another', () => {
  const keys = ['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'].map((name, i) => `witness ${name} ${vkey(i)}\n`).join('')
  const groups =
    'group X-witnesses 2 X1 X2 X3\ngroup Y-witnesses any Y1 Y2 Y3\ngroup X-and-Y all X-witnesses Y-witnesses\n'
  const policy = parsePolicy(`log ${log}\n\n${keys}${groups}quorum X-and-Y\n`)
  const asked = (...names: string[]) => isQuorum(policy, new Set(names))
  assert.ok(asked('X1', 'X3', 'Y2'))
  assert.ok(!asked('X1', 'X2', 'X3'))
  assert.ok(!asked('X1', 'Y1', 'Y2', 'Y3'))
  assert.ok(!asked())
})

test('a policy is written as it was read; words for numbers become numbers', () => {
  const text = `log ${log} https://log.example/\n${witnesses}group g 3 w1 w2 w3\nquorum g\n`
  assert.equal(policyText(parsePolicy(text)), text)
  const loose = `# who\n\n \tlog\t${log}  https://log.example/ \n${witnesses}group g all w1 w2 w3\n\t# enough\n  quorum g`
  assert.equal(policyText(parsePolicy(`${loose}\n`)), text)
})

test('names are any characters but spaces and tabs', () => {
  const policy = parsePolicy(`witness Α+β\u00a0γ ${vkey(1)}\nquorum Α+β\u00a0γ\n`)
  assert.equal(policy.witnesses[0]?.name, 'Α+β\u00a0γ')
})

const many = (word: (i: number) => string) => Array.from({ length: POLICY_NAMES_MAX + 1 }, (_, i) => word(i)).join('')
const refusals: [string, string, number, string][] = [
  ['nothing', '', 1, 'no quorum'],
  ['no end', `${witnesses}quorum w1`, 4, 'no end'],
  ['no quorum', witnesses, 4, 'no quorum'],
  ['two quorums', `${witnesses}quorum w1\nquorum w2\n`, 5, 'two quorums'],
  ['a quorum of two names', `${witnesses}quorum w1 w2\n`, 4, 'items'],
  ['a quorum of nobody known', 'quorum w1\n', 1, 'nothing that stands above'],
  ['a quorum before its witness', `quorum w1\n${witnesses}`, 1, 'nothing that stands above'],
  ['an unknown word', 'monitor m\nquorum none\n', 1, 'no word'],
  ['a word in capitals', 'Quorum none\n', 1, 'no word'],
  ['a comment behind a word', 'quorum none # all\n', 1, 'items'],
  ['a carriage return', 'quorum none\r\n', 1, 'characters'],
  ['a null', 'quorum none\n\0\n', 2, 'characters'],
  ['half a character', '# \ud800\nquorum none\n', 1, 'characters'],
  ['a log without a key', 'log\nquorum none\n', 1, 'items'],
  ['a log with two addresses', `log ${log} a b\nquorum none\n`, 1, 'items'],
  ['a log with a key that is none', 'log x\nquorum none\n', 1, 'form'],
  ['a log with a witness’ key', `log ${vkey(1)}\nquorum none\n`, 1, 'type'],
  ['a log twice', `log ${log}\nlog ${log} b\nquorum none\n`, 2, 'another line'],
  ['a witness without a key', 'witness w1\nquorum w1\n', 1, 'items'],
  ['a witness with a log’s key', `witness w1 ${log}\nquorum w1\n`, 1, 'type'],
  ['a witness under two names', `${witnesses}witness w4 ${vkey(1)}\nquorum w4\n`, 4, 'another line'],
  ['two witnesses of one name', `${witnesses}witness w1 ${vkey(4)}\nquorum w1\n`, 4, 'taken'],
  ['a witness called none', `witness none ${vkey(1)}\nquorum none\n`, 1, 'taken'],
  ['a group called as a witness', `${witnesses}group w1 any w2\nquorum w1\n`, 4, 'taken'],
  ['a group without members', `${witnesses}group g any\nquorum g\n`, 4, 'items'],
  ['a group of strangers', `${witnesses}group g any w1 w9\nquorum g\n`, 4, 'nothing that stands above'],
  ['a group of itself', `${witnesses}group g any g\nquorum g\n`, 4, 'nothing that stands above'],
  ['a group with none', `${witnesses}group g any none\nquorum g\n`, 4, 'nothing that stands above'],
  ['a member twice in a group', `${witnesses}group g 2 w1 w1\nquorum g\n`, 4, 'already'],
  ['a member of two groups', `${witnesses}group g any w1\ngroup h any w1\nquorum g\n`, 5, 'already'],
  ['more than all', `${witnesses}group g 3 w1 w2\nquorum g\n`, 4, 'number'],
  ['less than one', `${witnesses}group g 0 w1 w2\nquorum g\n`, 4, 'number'],
  ['a number with a zero before it', `${witnesses}group g 01 w1 w2\nquorum g\n`, 4, 'number'],
  ['half a number', `${witnesses}group g 1.5 w1 w2\nquorum g\n`, 4, 'number'],
  ['too many witnesses', `${many((i) => `witness w${i} ${vkey(i)}\n`)}quorum none\n`, 65, 'too many'],
  [
    'too many logs',
    `${many((i) => `log ${verifierKeyText(testSigner(`l${i}`).verifier)}\n`)}quorum none\n`,
    65,
    'too many',
  ],
  [
    'too many groups',
    `${witnesses}${many((i) => `group g${i} any ${i === 0 ? 'w1' : `g${i - 1}`}\n`)}quorum none\n`,
    68,
    'too many',
  ],
  ['too many characters', `#${'x'.repeat(POLICY_CHARACTERS_MAX)}\nquorum none\n`, 1, 'long'],
]
for (const [name, text, line, words] of refusals) {
  test(`error: LOG_POLICY_INVALID for ${name}`, () => {
    const isRefused = refusedFor('LOG_POLICY_INVALID', words)
    assert.throws(
      () => parsePolicy(text),
      (error) => isRefused(error) && (error as { facts: { line: number } }).facts.line === line,
    )
  })
}

test('a policy may ask for nobody', () => {
  assert.deepEqual(parsePolicy('quorum none\n'), { logs: [], witnesses: [], groups: [], quorum: 'none' })
  assert.ok(isQuorum(parsePolicy('quorum none\n'), new Set()))
})

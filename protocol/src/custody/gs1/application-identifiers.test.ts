import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type ApplicationIdentifier, applicationIdentifiers, identifierAt } from './application-identifiers.ts'
import { isAiData } from './check-value.ts'

/** GS1's own table, which lives beside the repository. */
const dictionaryFile =
  process.env.SYMBOLON_GS1 ?? join(import.meta.dirname, '../../../../../shared/data/gs1/gs1-syntax-dictionary.txt')
const withoutDictionary = existsSync(dictionaryFile)
  ? false
  : `${dictionaryFile} is missing (SYMBOLON_GS1 names it): the table is not compared with GS1's`

interface Told {
  readonly ai: string
  readonly title: string
  readonly parts: readonly string[]
  readonly flags: string
  readonly facts: ReadonlyMap<string, string>
}

/** The rows of the dictionary, ranges written out. */
function dictionary(): Told[] {
  const lines = readFileSync(dictionaryFile, 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '' && !line.startsWith('#')).flatMap(rowsOf)
}

function rowsOf(line: string): Told[] {
  const hash = /\s#\s+(.*)$/.exec(line)
  const words = line.slice(0, hash?.index).trim().split(/\s+/)
  const [range = '', ...others] = words
  const flags = /^[*?]+$/.test(others[0] ?? '') ? (others.shift() as string) : ''
  const parts = others.filter((word) => /^\[?[NXYZ][.\d]/.test(word))
  const attributes = others.filter((word) => !parts.includes(word)).map((word) => word.split('=', 2))
  const facts = new Map(attributes.map(([name = '', value = '']): [string, string] => [name, value]))
  const [first = '', last = first] = range.split('-')
  const run = Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => Number(first) + at)
  const title = hash?.[1] ?? ''
  return run.map((ai) => ({ ai: String(ai).padStart(first.length, '0'), title, parts, flags, facts }))
}

function partText({
  set,
  length_min,
  length_max,
  isOptional,
  linters,
}: ApplicationIdentifier['parts'][number]): string {
  const form = `${set}${length_min === length_max ? '' : '..'}${length_max}`
  return [isOptional ? `[${form}]` : form, ...linters].join(',')
}

/** The identifiers of the dictionary that a pattern stands for. */
const matching = (pattern: string, all: readonly Told[]) =>
  all.map(({ ai }) => ai).filter((ai) => new RegExp(`^${pattern.replaceAll('n', '\\d')}$`).test(ai))

const list = (text: string | undefined, separator: string) => text?.split(separator).filter(Boolean) ?? []

test('GS1 Syntax Dictionary: every application identifier agrees', { skip: withoutDictionary }, () => {
  const told = dictionary()
  assert.ok(told.length > 500, `${told.length} rows`)
  assert.deepEqual([...applicationIdentifiers.keys()].sort(), told.map(({ ai }) => ai).sort())
  for (const { ai, title, parts, flags, facts } of told) {
    const own = applicationIdentifiers.get(ai) as ApplicationIdentifier
    assert.deepEqual(own.parts.map(partText), parts, ai)
    assert.equal(own.predefined_length !== undefined, flags.includes('*'), `${ai}: no separator`)
    assert.equal(own.isAttribute, flags.includes('?'), `${ai}: attribute`)
    const keys = facts.has('dlpkey')
      ? facts
          .get('dlpkey')
          ?.split('|')
          .map((row) => list(row, ','))
      : undefined
    assert.deepEqual(own.qualifiers, keys, `${ai}: qualifiers`)
    const requires = list(facts.get('req'), ',').map((group) => list(group, '+').map((one) => matching(one, told)))
    const ownGroups = own.requires.map((group) => group.map((any) => [...any].sort()))
    assert.deepEqual(ownGroups.map(String).sort(), requires.map(String).sort(), `${ai}: required`)
    const excludes = list(facts.get('ex'), ',').flatMap((pattern) => matching(pattern, told))
    assert.deepEqual([...own.excludes].sort(), excludes.filter((other) => other !== ai).sort(), `${ai}: excluded`)
    assert.equal(own.title, title.replace(/#.*\d+$/, '#'), ai)
  }
})

test('an identifier is found by its first digits wherever it stands', () => {
  assert.equal(identifierAt('0109506000134352', 0)?.ai, '01')
  assert.equal(identifierAt('x31031', 1)?.ai, '3103')
  assert.equal(identifierAt('2351', 0)?.ai, '235')
  for (const text of ['', '0', '04', '05', '23', '236', '3106', '3946', 'ab', '0a', '8', '79', '0１', '8015'])
    assert.equal(identifierAt(text, 0), undefined, text)
})

test('the data of a key has a form whatever its check digit', () => {
  assert.ok(isAiData('01', '09506000134350'))
  assert.ok(isAiData('8004', '0614xyz'))
  assert.ok(isAiData('7040', '1ABC'))
  const others = [['01', '0950600013435'], ['8004', '061x'], ['8004', 'abc'], ['21', ''], ['21', 'a b'], ['04', '1']] as const // biome-ignore format: pairs
  for (const [ai, data] of others) assert.equal(isAiData(ai, data), false, `${ai} ${data}`)
})

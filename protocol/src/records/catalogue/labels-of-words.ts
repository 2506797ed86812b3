import type { SensitiveLabel } from './sensitive-labels.ts'
import { sensitiveNames } from './sensitive-names.ts'

/** Letters of a text that are compared; a name stands at its beginning. */
const lettersMax = 2000

interface Word {
  readonly text: string
  /** Whatever starts like it is meant too. */
  readonly isStem: boolean
}

interface Name {
  readonly label: SensitiveLabel
  readonly words: readonly Word[]
  readonly unless: readonly Word[]
}

interface NameTable {
  /** Names by their first word; a stem is listed under itself. */
  readonly whole: ReadonlyMap<string, readonly Name[]>
  readonly stems: ReadonlyMap<string, readonly Name[]>
  readonly stemLengths: readonly number[]
}

let table: NameTable | undefined

/** The labels of what something is called, whatever its accents and case. */
export function labelsOfWords(text: string): SensitiveLabel[] {
  table ??= tableOfNames()
  const plain = text.slice(0, lettersMax).normalize('NFD').replace(/\p{M}/gu, '')
  const asWritten = plain.match(/[\p{L}\p{N}]+/gu) ?? []
  const words = asWritten.map((word) => word.toLowerCase().replaceAll('ς', 'σ'))
  const found = new Set<Name>()
  for (const [index, word] of words.entries()) {
    const capitals = table.whole.get(asWritten[index] ?? '') ?? []
    for (const name of [...namesStartingWith(word, table), ...capitals])
      if (isNamed(name, words, index)) found.add(name)
  }
  const meant = [...found].filter(({ unless }) => !unless.some((other) => words.some((word) => isMeant(other, word))))
  return [...new Set(meant.map(({ label }) => label))]
}

function* namesStartingWith(word: string, { whole, stems, stemLengths }: NameTable): Iterable<Name> {
  yield* whole.get(word) ?? []
  for (const length of stemLengths) if (length <= word.length) yield* stems.get(word.slice(0, length)) ?? []
}

function isNamed(name: Name, words: readonly string[], at: number): boolean {
  return name.words.every((word, index) => index === 0 || isMeant(word, words[at + index] ?? ''))
}

function isMeant({ text, isStem }: Word, word: string): boolean {
  return isStem ? word.startsWith(text) : word === text
}

function tableOfNames(): NameTable {
  const names = sensitiveNames.flatMap(({ label, names: list, unless = '' }) =>
    list.split(',').map((name) => ({ label, words: wordsOf(name), unless: wordsOf(unless) })),
  )
  const whole = namesByFirstWord(names.filter(({ words }) => words[0]?.isStem === false))
  const stems = namesByFirstWord(names.filter(({ words }) => words[0]?.isStem === true))
  return { whole, stems, stemLengths: [...new Set([...stems.keys()].map((stem) => stem.length))] }
}

function namesByFirstWord(names: readonly Name[]): ReadonlyMap<string, readonly Name[]> {
  return Map.groupBy(names, ({ words }) => words[0]?.text ?? '')
}

function wordsOf(name: string): Word[] {
  const words = name.split(/\s+/).filter((word) => word !== '')
  return words.map((word) => ({ text: word.replace('*', ''), isStem: word.endsWith('*') }))
}

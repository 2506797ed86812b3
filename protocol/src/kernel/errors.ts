/** A text that a person sees, written in both languages of the product. */
export interface Words {
  readonly en: string
  readonly el: string
}
/** A language that people read the product in. */
export type Language = keyof Words

/** `never`: the same call fails again. `later`: it may pass unchanged. `ask`: a person has to change something first. */
export type Retry = 'never' | 'later' | 'ask'

/** One row of a slice's error table. HTTP problem, FHIR OperationOutcome, CLI text and the docs page read this and nothing else. */
export interface ErrorRow {
  /** HTTP status of the answer that carries it. */
  readonly status: number
  readonly retry: Retry
  /** What happened, one sentence; `{fact}` is filled in from the facts that the row shows. */
  readonly title: Words
  /** What to do now, one sentence. */
  readonly hint: Words
  /** Names of the facts that may leave the process. Never a payload, a key or a person. */
  readonly shows: readonly string[]
}

/** One fact about an error, as it may be shown. */
export type ErrorFact = string | number | boolean | readonly string[]
/** What a thrower says about one error; `Words` are shown in the reader's language. */
export type ErrorFacts = Readonly<Record<string, ErrorFact | Words | undefined>>

/** The one error class. Anything else that is thrown is a defect and leaves the server as a blank 500. */
export class SymbolonError extends Error {
  override readonly name = 'SymbolonError'
  readonly code: string
  readonly row: ErrorRow
  readonly facts: ErrorFacts

  constructor(code: string, row: ErrorRow, facts: ErrorFacts, options?: ErrorOptions) {
    super('', options)
    this.code = code
    this.row = row
    this.facts = facts
    this.message = describeError(this, 'en').title
  }
}

/** What `defineErrors` makes: a function for each code, and the rows. */
export type ErrorTable<Rows extends Readonly<Record<string, ErrorRow>>> = {
  readonly [Code in keyof Rows]: (facts?: ErrorFacts, options?: ErrorOptions) => SymbolonError
} & { readonly rows: Rows }

/**
 * Makes a slice's error table: one function per code that builds the error, and `rows` for whoever presents it.
 * @param rows codes in capitals, each starting with the slice's name (`CONSENT_GRANT_REVOKED`)
 * @example throw consentErrors.CONSENT_GRANT_REVOKED({ ended_at })
 */
export function defineErrors<const Rows extends Readonly<Record<string, ErrorRow>>>(rows: Rows): ErrorTable<Rows> {
  const builders = Object.entries(rows).map(([code, row]) => [
    code,
    (facts: ErrorFacts = {}, options?: ErrorOptions) => new SymbolonError(code, row, facts, options),
  ])
  return { ...Object.fromEntries(builders), rows } as ErrorTable<Rows>
}

/** The facts of an error that its row allows out, in the row's order and in one language (English unless named). */
export function shownFacts(error: SymbolonError, language: Language = 'en'): Record<string, ErrorFact> {
  const shown: Record<string, ErrorFact> = {}
  for (const name of error.row.shows) {
    const fact = error.facts[name]
    if (fact !== undefined) shown[name] = isWords(fact) ? fact[language] : fact
  }
  return shown
}

/** Title and hint of an error in one language, with the shown facts filled in; instants stand as people write them. */
export function describeError(error: SymbolonError, language: Language): { title: string; hint: string } {
  const facts = shownFacts(error, language)
  const filled = (words: Words) => fillIn(words[language], { facts, language })
  return { title: filled(error.row.title), hint: filled(error.row.hint) }
}

/** True when the value is the one error class and carries the code. */
export function hasCode(error: unknown, code: string): error is SymbolonError {
  return error instanceof SymbolonError && error.code === code
}

interface Filling {
  readonly facts: Readonly<Record<string, ErrorFact>>
  readonly language: Language
}

function fillIn(text: string, { facts, language }: Filling): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name]
    if (fact === undefined) return '…'
    return Array.isArray(fact) ? fact.join(', ') : readable(String(fact), language)
  })
}

/** An instant as people write it, with its zone, since a reader's own is not known here; any other text as it is. */
function readable(text: string, language: Language): string {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d):[\d.]+Z$/.exec(text) ?? []
  if (time === undefined) return text
  return language === 'el' ? `${day}/${month}/${year}, ${time} UTC` : `${year}-${month}-${day}, ${time} UTC`
}

function isWords(fact: ErrorFact | Words): fact is Words {
  return typeof fact === 'object' && 'el' in fact
}

import type { JsonObject, JsonValue } from '../kernel/index.ts'
import { webTerm } from './cbv-terms.ts'
import { faults, quantities } from './error-reasons.ts'
import { custodyErrors } from './errors.ts'
import { canonicalId } from './gs1/canonical-id.ts'
import { plainId } from './gs1/plain-id.ts'
import { CONTEXT_IRI_CHARS_MAX, CONTEXT_PREFIXES_MAX } from './limits.ts'
import { RememberedTexts } from './remembered-texts.ts'

const epcis = 'https://ref.gs1.org/epcis/'

/** Prefixes of the context that every EPCIS 2.0 document is written in. @source EPCIS 2.0 artefact epcis-context.jsonld */
const standard: readonly (readonly [string, string])[] = [
  ['epcis', epcis],
  ['cbv', 'https://ref.gs1.org/cbv/'],
  ['cbvmda', 'urn:epcglobal:cbv:mda:'],
  ['gs1', 'https://gs1.org/voc/'],
  ['rdfs', 'http://www.w3.org/2000/01/rdf-schema#'],
  ['owl', 'http://www.w3.org/2002/07/owl#'],
  ['xsd', 'http://www.w3.org/2001/XMLSchema#'],
  ['dcterms', 'http://purl.org/dc/terms/'],
]
const standardContext = /^https:\/\/ref\.gs1\.org\/standards\/epcis\/(?:2(?:\.\d+)*\/)?epcis-context\.jsonld$/
const prefixChain = 8

/** True for the address of the context that every EPCIS 2.0 document is written in. */
export function isStandardContext(address: string): boolean {
  return standardContext.test(address)
}

/** The prefixes that hold at a place of a document. Remote contexts are never fetched: only what is written inside counts. */
export class Namespaces {
  /** True when a context elsewhere may say what further prefixes stand for. */
  readonly isOpen: boolean
  readonly #prefixes: ReadonlyMap<string, string>
  readonly #names = new RememberedTexts()
  readonly #canonical = new RememberedTexts()

  private constructor(prefixes: ReadonlyMap<string, string>, isOpen = false) {
    this.#prefixes = prefixes
    this.isOpen = isOpen
  }

  /** Those of the context that every document is written in, for one document: what it says is remembered with them. */
  static standard(): Namespaces {
    return new Namespaces(new Map(standard))
  }

  /** These and the prefixes of a context: an address, an object, null for the standard ones again, or a list of such. */
  with(context: JsonValue, pointer: string): Namespaces {
    if (typeof context === 'string') return isStandardContext(context) ? this : new Namespaces(this.#prefixes, true)
    if (context === null) return Namespaces.standard()
    if (Array.isArray(context)) {
      return context.reduce<Namespaces>((known, one, index) => known.with(one, `${pointer}/${index}`), this)
    }
    if (typeof context !== 'object') throw custodyErrors.CUSTODY_CONTEXT_INVALID({ pointer, reason: faults.object })
    return this.#with(context, pointer)
  }

  #with(context: JsonObject, pointer: string): Namespaces {
    const own = Object.entries(context)
      .map(([prefix, definition]) => [prefix, iriOf(definition)] as const)
      .filter((entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('@'))
    const written = new Namespaces(new Map([...this.#prefixes, ...own]))
    if (written.#prefixes.size > CONTEXT_PREFIXES_MAX + standard.length) {
      throw custodyErrors.CUSTODY_LIMIT_EXCEEDED({ pointer, max: CONTEXT_PREFIXES_MAX, what: quantities.prefixes })
    }
    const resolved = own.map(([prefix, iri]) => [prefix, written.#resolved(iri)] as const)
    if (resolved.some(([, iri]) => iri.length > CONTEXT_IRI_CHARS_MAX)) {
      throw custodyErrors.CUSTODY_LIMIT_EXCEEDED({ pointer, max: CONTEXT_IRI_CHARS_MAX, what: quantities.iri })
    }
    return new Namespaces(new Map([...this.#prefixes, ...resolved]), this.isOpen)
  }

  /** A prefix may be written with another one. */
  #resolved(iri: string): string {
    let resolved = iri
    for (let step = 0; step < prefixChain; step++) {
      const next = this.expand(resolved)
      if (next === resolved) break
      resolved = next
    }
    return resolved
  }

  /** The full form of a compact IRI with a known prefix; any other text as it is. @source JSON-LD 1.1 §5.2 */
  expand(text: string): string {
    const [namespace, local] = this.#split(text)
    return namespace === undefined ? text : namespace + local
  }

  /**
   * The name of a field: its namespace in braces and its local name, the plain name when EPCIS itself defines it.
   * @source CBV 2.0 §8.9.2, rules 19 and 20
   */
  nameOf(key: string): string {
    if (!key.includes(':')) return key
    return this.#names.get(key) ?? this.#names.set(key, this.#named(key))
  }

  /** The one text of a value that may be a compact IRI, a word of the CBV or a GS1 key. @source CBV 2.0 §8.9.2, rules 14 to 18 */
  canonical(text: string): string {
    if (!text.includes(':')) return text
    return this.#canonical.get(text) ?? this.#canonical.set(text, this.#canonicalOf(text))
  }

  #canonicalOf(text: string): string {
    const full = webTerm(this.expand(text))
    return plainId(full) ?? canonicalId(full) ?? full
  }

  #named(key: string): string {
    const [namespace, local] = this.#split(key)
    const [space, name] = namespace === undefined ? this.#splitIri(key) : [namespace, local]
    if (space === undefined || space === epcis) return name
    return `{${space}}${name}`
  }

  #split(text: string): readonly [string | undefined, string] {
    const colon = text.indexOf(':')
    const namespace = colon < 0 ? undefined : this.#prefixes.get(text.slice(0, colon))
    if (namespace === undefined || text.startsWith('//', colon + 1)) return [undefined, text]
    const local = text.slice(colon + 1)
    return /\s/.test(local) ? [undefined, text] : [namespace, local]
  }

  /** A full IRI falls into the longest known namespace before it, else after its last slash, hash or colon. */
  #splitIri(key: string): readonly [string | undefined, string] {
    if (!/^(https?:\/\/|urn:)./.test(key)) return [undefined, key]
    const known = [...this.#prefixes.values()].filter((iri) => key.startsWith(iri) && key.length > iri.length)
    const length = Math.max(0, ...known.map((iri) => iri.length)) || (/^.*[/#:]/.exec(key)?.[0].length ?? 0)
    return length === key.length ? [undefined, key] : [key.slice(0, length), key.slice(length)]
  }
}

function iriOf(definition: JsonValue | undefined): string | undefined {
  if (typeof definition === 'string') return definition
  if (typeof definition !== 'object' || definition === null || Array.isArray(definition)) return undefined
  return typeof definition['@id'] === 'string' ? definition['@id'] : undefined
}

import { custodyErrors } from '../errors.ts'
import type { Ai, Elements } from '../gs1/application-identifiers.ts'
import { digitalLinkOf } from '../gs1/digital-link.ts'

const domain = 'https://id.gs1.org'
const serials: readonly Ai[] = ['21', '235']
const groups: readonly Ai[] = ['22', '10']

/**
 * The identifiers whose links hold for a request, the most specific first: for a trade item its serial, then variant
 * and lot, then either, then the item; for other keys the key with its qualifiers, then the key. Each as the path of its
 * canonical Digital Link.
 * @source GS1-Conformant Resolver 1.2 §2.5.9, rule 4
 * @example levelsOf([['01', '09506000134352'], ['10', 'A1'], ['21', '7']])
 *   // ['/01/09506000134352/21/7', '/01/09506000134352/10/A1', '/01/09506000134352']
 */
export function levelsOf([key, ...qualifiers]: Elements): string[] {
  if (key === undefined) return []
  const named = (...ais: Ai[]) => qualifiers.filter(([ai]) => ais.includes(ai))
  const isTradeItem = key[0] === '01' || key[0] === '8006'
  const sets = isTradeItem ? [named('235'), named('21'), named('22', '10'), named('10'), named('22')] : [qualifiers]
  const asked = sets.filter(({ length }) => length > 0)
  return [...new Set([...asked, []].map((set) => pathOf([key, ...set])))]
}

/**
 * The identifier that links may be recorded at, as the path of its canonical Digital Link.
 * @throws CUSTODY_LINK_ANCHOR when a serial stands beside a lot or a variant: a serial says it all
 * @source GS1-Conformant Resolver 1.2 §2.5.9, rules 1 to 3
 */
export function anchorOf(elements: Elements): string {
  const has = (ais: readonly Ai[]) => elements.slice(1).filter(([ai]) => ais.includes(ai)).length
  if (has(serials) > 1 || (has(serials) === 1 && has(groups) > 0)) throw custodyErrors.CUSTODY_LINK_ANCHOR()
  return pathOf(elements)
}

/** The path of the canonical Digital Link. */
export function pathOf(elements: Elements): string {
  return digitalLinkOf(elements).slice(domain.length)
}

import { digitalLinkOf, elementsOfLink, finestOf } from './digital-link.ts'
import { elementsOfEpc } from './epc-urn.ts'

/**
 * The one Digital Link of a thing, whether it was named by an EPC URI or by a Digital Link on any domain; nothing when
 * the text names no GS1 key.
 * @source CBV 2.0 §8.9.2, rules 17 and 18
 */
export function canonicalId(uri: string): string | undefined {
  const elements = uri.startsWith('urn:') ? elementsOfEpc(uri) : elementsOfLink(uri)
  return elements && digitalLinkOf(finestOf(elements))
}

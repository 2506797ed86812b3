import { termIri, webTerm } from './cbv-terms.ts'
import { faults } from './error-reasons.ts'
import type { ValueKind } from './event-fields.ts'
import type { EventNode } from './event-node.ts'
import { canonicalId } from './gs1/canonical-id.ts'
import { instantText } from './instant-text.ts'
import { numberText } from './number-text.ts'

/** The one text of a value of a field; empty when there is nothing in it. */
export function canonicalValue(node: EventNode, kind: ValueKind): string {
  const text = node.text()
  if (text === '') return ''
  switch (kind) {
    case 'instant':
      return instantText(text) ?? node.refuse(faults.instant)
    case 'number':
      return numberText(text) ?? node.refuse(faults.number)
    case 'action':
      return /^(ADD|OBSERVE|DELETE)$/.test(text) ? text : node.refuse(faults.action)
    case 'text':
      return canonicalText(node, text)
    default:
      return termIri(kind.terms, text) ?? canonicalText(node, text)
  }
}

/** The one text of a value in an extension, where a number may be written as text. */
export function canonicalExtension(node: EventNode): string {
  const text = node.text()
  return numberText(text) ?? canonicalText(node, text)
}

/** @source CBV 2.0 §8.9.2, rules 14 to 18 */
function canonicalText(node: EventNode, text: string): string {
  const full = webTerm(node.namespaces.expand(text))
  return canonicalId(full) ?? full
}

import { termIri } from './cbv-terms.ts'
import { faults } from './error-reasons.ts'
import type { ValueKind } from './event-fields.ts'
import { instantText } from './instant-text.ts'
import type { Namespaces } from './namespaces.ts'
import { numberText } from './number-text.ts'

/** The one text of a value of a field, or what is wrong with it. */
export function canonicalValue(
  text: string,
  kind: ValueKind,
  namespaces: Namespaces,
): string | (typeof faults)['instant' | 'number' | 'action'] {
  switch (kind) {
    case 'instant':
      return instantText(text) ?? faults.instant
    case 'number':
      return numberText(text) ?? faults.number
    case 'action':
      return text === 'ADD' || text === 'OBSERVE' || text === 'DELETE' ? text : faults.action
    case 'text':
      return namespaces.canonical(text)
    default:
      return termIri(kind.terms, text) ?? namespaces.canonical(text)
  }
}

/** The one text of a value in an extension, where a number may be written as text. */
export function canonicalExtension(text: string, namespaces: Namespaces): string {
  return numberText(text) ?? namespaces.canonical(text)
}

import { ELEMENTS_MAX } from '../limits.ts'
import { applicationIdentifiers, type Elements } from './application-identifiers.ts'
import { brokenAssociation } from './associations.ts'
import { valueFlaw } from './check-value.ts'
import { gs1Error } from './gs1-error.ts'

/**
 * Passes when every element is valid by itself and all stand well together, so that they can be written.
 * @param elements 1 to 128, each with data as the standard has them and not encoded in any way
 * @throws CUSTODY_GS1_INVALID: `position` counts from 0 in the data of the element that `ai` names
 * @source GS1 General Specifications §3, §4.13, §4.14
 */
export function checkElements(elements: Elements): void {
  if (elements.length === 0) throw gs1Error({ reason: 'empty', position: 0 })
  if (elements.length > ELEMENTS_MAX) throw gs1Error({ reason: 'too_many', position: 0 })
  for (const [ai, data] of elements) {
    const identifier = applicationIdentifiers.get(ai)
    if (identifier === undefined) throw gs1Error({ reason: 'ai_unknown', position: 0 })
    const flaw = valueFlaw(identifier, data, { from: 0, to: data.length })
    if (flaw !== undefined) throw gs1Error({ ai, reason: flaw.reason, position: flaw.at })
  }
  checkAssociations(elements)
}

/**
 * Passes when no element lacks a companion, meets one that excludes it, or stands twice with other data. What stands in
 * several symbols on one thing is judged together.
 * @param elements elements that are valid by themselves
 * @throws CUSTODY_GS1_INVALID at position 0 of the element that `ai` names
 * @source GS1 General Specifications §4.13, §4.14
 */
export function checkAssociations(elements: Elements): void {
  const broken = brokenAssociation(elements)
  if (broken !== undefined) throw gs1Error({ ai: elements[broken.index]?.[0], reason: broken.reason, position: 0 })
}

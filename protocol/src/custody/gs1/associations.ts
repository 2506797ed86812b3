import type { Gs1Reason } from '../gs1-reasons.ts'
import { type Ai, applicationIdentifiers, type Elements } from './application-identifiers.ts'

/** An element that breaks a rule about what stands together, by its place in the list. */
export interface BrokenAssociation {
  readonly reason: Gs1Reason
  readonly index: number
}

/** Keys that are whole without a serial, and how long they are then. @source GS1 Digital Signatures Guideline §4 */
const bareKeys: Readonly<Record<Ai, number>> = { '253': 13, '255': 13, '8003': 14 }

/**
 * The first element that lacks a companion, meets one that excludes it, or stands twice with other data.
 * @source GS1 General Specifications §4.13 (invalid pairs), §4.14 (mandatory associations)
 */
export function brokenAssociation(elements: Elements): BrokenAssociation | undefined {
  for (let index = 0; index < elements.length; index++) {
    const reason = brokenBy(elements, index)
    if (reason !== undefined) return { reason, index }
  }
  return undefined
}

function brokenBy(elements: Elements, index: number): Gs1Reason | undefined {
  const [ai, data] = elements[index] as Elements[number]
  const identifier = applicationIdentifiers.get(ai)
  if (identifier === undefined) return 'ai_unknown'
  for (let other = 0; other < elements.length; other++) {
    const [otherAi, otherData] = elements[other] as Elements[number]
    if (other < index && otherAi === ai && otherData !== data) return 'repeated'
    if (identifier.excludes.has(otherAi)) return 'excluded_present'
  }
  const { requires } = identifier
  if (requires.length > 0 && !requires.some((group) => group.every((any) => isThere(any, elements))))
    return 'required_missing'
  return ai === '8030' && elements.some(lacksSerial) ? 'serial_missing' : undefined
}

function isThere(any: ReadonlySet<Ai>, elements: Elements): boolean {
  return elements.some(([ai]) => any.has(ai))
}

function lacksSerial([ai, data]: Elements[number]): boolean {
  return bareKeys[ai] === data.length
}

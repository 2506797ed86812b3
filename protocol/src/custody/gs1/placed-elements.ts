import { ELEMENTS_MAX } from '../limits.ts'
import type { Ai, Elements } from './application-identifiers.ts'
import { brokenAssociation } from './associations.ts'
import { gs1Error } from './gs1-error.ts'

/** Elements with the place in the text where each begins. */
export class PlacedElements {
  readonly elements: (readonly [Ai, string])[] = []
  readonly positions: number[] = []

  add(ai: Ai, data: string, position: number): void {
    if (this.elements.length === ELEMENTS_MAX) throw gs1Error({ ai, position, reason: 'too_many' })
    this.elements.push([ai, data])
    this.positions.push(position)
  }

  /** The elements, once they stand well together. */
  whole(): Elements {
    if (this.elements.length === 0) throw gs1Error({ reason: 'empty', position: 0 })
    const broken = brokenAssociation(this.elements)
    if (broken === undefined) return this.elements
    const { reason, index } = broken
    throw gs1Error({ reason, ai: this.elements[index]?.[0], position: this.positions[index] as number })
  }
}

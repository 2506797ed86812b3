import type { CharacterSet } from './character-sets.ts'
import { type LinterName, linters } from './linters/linters.ts'

/** One part of an element: which characters, how many, whether it may be left out, and what else is looked at. */
export interface ElementPart {
  readonly set: CharacterSet
  readonly length_min: number
  readonly length_max: number
  readonly isOptional: boolean
  readonly linters: readonly LinterName[]
}

const partForm = /^(\[?)([NXYZ])(\.\.)?(\d+)\]?(?:\(([a-z0-9,]+)\))?\]?$/

/**
 * The parts that a format of the table of application identifiers names, in order.
 * @example elementParts('N13(csum)+[X..17]') // thirteen digits, then up to seventeen characters
 */
export function elementParts(format: string): readonly ElementPart[] {
  return format.split('+').map((text) => {
    const [, bracket, set, dots, length, names] = partForm.exec(text) ?? []
    if (set === undefined) throw new Error(`no format of an element: ${text}`)
    return {
      set: set as CharacterSet,
      length_min: dots === undefined ? Number(length) : 1,
      length_max: Number(length),
      isOptional: bracket === '[',
      linters: (names?.split(',') ?? []).map(linterNamed),
    }
  })
}

function linterNamed(name: string): LinterName {
  if (!Object.hasOwn(linters, name)) throw new Error(`no check of that name: ${name}`)
  return name as LinterName
}

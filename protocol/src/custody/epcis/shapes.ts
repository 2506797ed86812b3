import type { ValueRule } from './value-rules.ts'

/** What a member of a document has to look like. */
export type Shape = ValueRule | ListShape | ObjectShape | EitherShape

export interface ListShape {
  readonly each: Shape
  /** Elements at least. */
  readonly least: number
  /** True when no text may come twice. */
  readonly isSet: boolean
}

export interface ObjectShape {
  readonly fields: ReadonlyMap<string, Shape>
  readonly required: readonly string[]
  /** Whether fields of other vocabularies may be added, under a name that is a URI. */
  readonly extensions: 'allowed' | 'refused'
  /** Of these one has to be there. */
  readonly some: readonly string[]
}

/** A single value or a list of such. */
export interface EitherShape {
  readonly one: ValueRule
  readonly many: ListShape
}

/** A list. */
export function listOf(each: Shape, { least = 0, isSet = false }: { least?: number; isSet?: boolean } = {}): ListShape {
  return { each, least, isSet }
}

/** An object; fields whose name ends with `!` have to be there. */
export function objectOf(
  fields: Readonly<Record<string, Shape>>,
  { extensions = 'allowed', some = [] }: Partial<Pick<ObjectShape, 'extensions' | 'some'>> = {},
): ObjectShape {
  const entries = Object.entries(fields).map(([name, shape]) => [name.replace('!', ''), shape] as const)
  const required = Object.keys(fields).filter((name) => name.endsWith('!'))
  return { fields: new Map(entries), required: required.map((name) => name.slice(0, -1)), extensions, some }
}

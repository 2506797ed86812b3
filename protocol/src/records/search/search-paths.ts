import { searchTable } from '../generated/fhir-r4.ts'

/** The search parameters that depend on the type. */
export const typedParameters = ['patient', 'subject', 'category', 'code', 'date', 'status'] as const
/** A search parameter that depends on the type. */
export type TypedParameter = (typeof typedParameters)[number]

let lines: Map<string, string> | undefined
const compiled = new Map<string, ReadonlyMap<TypedParameter, readonly string[]>>()

/** The search parameters that R4 defines for a type, of those that are served, and the elements behind each. */
export function searchPathsOf(type: string): ReadonlyMap<TypedParameter, readonly string[]> {
  const known = compiled.get(type)
  if (known !== undefined) return known
  lines ??= new Map(searchTable.split('\n').map((line) => [line.split(' ', 1)[0] ?? '', line]))
  const tokens = lines.get(type)?.split(' ').slice(1) ?? []
  const paths = new Map(
    tokens.map((token) => {
      const [parameter = '', list = ''] = token.split('=')
      return [parameter as TypedParameter, list.split(',')] as const
    }),
  )
  compiled.set(type, paths)
  return paths
}

export interface SearchParameter {
  resourceType: 'SearchParameter'
  code: string
  base: string[]
  expression?: string
}

/** The search parameters that a node serves beside `_id`, `_lastUpdated` and those of every type. */
const served = ['patient', 'subject', 'category', 'code', 'date', 'status']

/** `Observation category=category code=code date=effective …`; an empty text when the type has none of them. */
export function searchLine(type: string, parameters: SearchParameter[]): string {
  const tokens = served.flatMap((code) => {
    const parameter = parameters.find((candidate) => candidate.code === code && candidate.base.includes(type))
    const paths = pathsOf(type, parameter?.expression ?? '')
    return paths.length === 0 ? [] : [`${code}=${paths.join(',')}`]
  })
  return tokens.length === 0 ? '' : [type, ...tokens].join(' ')
}

function pathsOf(type: string, expression: string): string[] {
  return expression.split('|').flatMap((part) => {
    const found = /^\(?([A-Za-z]+)\.([A-Za-z.]+?)(?: as (\w+)\))?(?:\.where\(resolve\(\) is Patient\))?$/.exec(
      part.trim(),
    )
    if (found === null || found[1] !== type || found[2] === undefined) return []
    return [found[3] === undefined ? found[2] : `${found[2]}:${found[3]}`]
  })
}

const namesMax = 64
const names = new Map<string, string>()

/**
 * The name under which a statement that was put together is prepared: one for each of the first texts that come, none
 * for what comes after, so that strange searches don't fill the connections with plans.
 */
export function nameOfText(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= namesMax) return ''
  const name = `records_fhir_search_${names.size + 1}`
  names.set(text, name)
  return name
}

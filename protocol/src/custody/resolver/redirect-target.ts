/**
 * The target of a link with the whole query of the request at its end, exactly as it came.
 * @param query without its question mark
 * @source GS1-Conformant Resolver 1.2 §2.12
 */
export function redirectTarget(href: string, query: string): string {
  if (query === '') return href
  const [address = '', ...fragment] = href.split('#')
  const end = fragment.length === 0 ? '' : `#${fragment.join('#')}`
  const joint = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&'
  return `${address}${joint}${query}${end}`
}

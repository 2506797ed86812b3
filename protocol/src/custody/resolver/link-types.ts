/** Where the GS1 Web vocabulary lives. @source GS1-Conformant Resolver 1.2 §2.14 */
export const GS1_VOCABULARY = 'https://ref.gs1.org/voc/'

/** Other addresses of the same vocabulary, which links and requests may still write. */
const spellings = ['gs1:', GS1_VOCABULARY, 'https://gs1.org/voc/', 'https://www.gs1.org/voc/', 'http://gs1.org/voc/']

/** Link types that say how a resolver chooses, and nothing of what stands at the end of a link. */
export const DEFAULT_LINK = `${GS1_VOCABULARY}defaultLink`
export const DEFAULT_LINK_MULTI = `${GS1_VOCABULARY}defaultLinkMulti`
const HANDLED_BY = `${GS1_VOCABULARY}handledBy`
const choosing: readonly string[] = [DEFAULT_LINK, DEFAULT_LINK_MULTI, HANDLED_BY]

/**
 * The address of a link type of the GS1 Web vocabulary, however it was written; nothing when it is of no such form. The
 * vocabulary grows, so names are not listed here.
 * @source GS1-Conformant Resolver 1.2 §2.14
 * @example linkTypeOf('gs1:pip') // 'https://ref.gs1.org/voc/pip'
 */
export function linkTypeOf(text: string): string | undefined {
  const spelling = spellings.find((prefix) => text.startsWith(prefix))
  const name = spelling === undefined ? '' : text.slice(spelling.length)
  return /^[A-Za-z][A-Za-z0-9]{0,63}$/.test(name) ? `${GS1_VOCABULARY}${name}` : undefined
}

/** True when the link type tells what stands at the end of a link, so that a link may be recorded with it. */
export function isDescriptive(linkType: string): boolean {
  return !choosing.includes(linkType)
}

import { digitalLinkOf, elementsOfLink } from '../../custody/index.ts'
import { SIGNED_LINK_CHARS_MAX } from './limits.ts'
import { codeFault, type PackCode, readPackCode } from './pack-code.ts'
import { isPrintedPack, type PrintedPack } from './printed-pack.ts'

/** The name under which a link carries the code: no digits alone, which the standard keeps for its own. */
const codeName = 'sig'
const canonicalStem = 'https://id.gs1.org'

/** A pack as its signed link names it. Nothing is proved yet. */
export interface SignedLink {
  readonly pack: PrintedPack
  readonly code: PackCode
}

/**
 * The Digital Link of a pack, which proves itself without a network.
 * @param of.code as `signPackCode` gives it
 * @param of.stem where links of this kind lead, without a slash at its end; GS1's own resolver unless given
 * @throws MEDICINES_CODE_INVALID
 * @source GS1 Digital Link URI Syntax 1.6 §4.8 (data attributes), §4.10 (other parameters of the query)
 */
export function writeSignedLink(of: { pack: PrintedPack; code: string; stem?: string }): string {
  const { gtin, lot, serial, expiry } = of.pack
  if (!isPrintedPack(of.pack)) throw codeFault('pack')
  readPackCode(of.code)
  const path = digitalLinkOf([
    ['01', gtin],
    ['10', lot],
    ['21', serial],
  ]).slice(canonicalStem.length)
  return `${of.stem ?? canonicalStem}${path}?17=${expiry}&${codeName}=${of.code}`
}

/**
 * The pack and the code of a signed link on any domain.
 * @param link at most 512 characters; parameters of others are passed over
 * @throws MEDICINES_CODE_INVALID
 */
export function readSignedLink(link: string): SignedLink {
  if (link.length > SIGNED_LINK_CHARS_MAX) throw codeFault('form')
  const [path = '', query = ''] = link.replace(/#.*$/s, '').split(/\?(.*)/s)
  const elements = elementsOfLink(path) ?? []
  const values = elements.map(([, data]) => data)
  if (elements.map(([ai]) => ai).join() !== '01,10,21') throw codeFault('link')
  const [gtin, lot, serial] = values as [string, string, string]
  const pack = { gtin, lot, serial, expiry: parameterOf({ query, name: '17' }) }
  if (!isPrintedPack(pack)) throw codeFault('pack')
  return { pack, code: readPackCode(parameterOf({ query, name: codeName })) }
}

/** The value of a parameter that stands there once. */
function parameterOf({ query, name }: { query: string; name: string }): string {
  const values = query.split('&').filter((part) => part.startsWith(`${name}=`))
  if (values.length !== 1) throw codeFault('link')
  return (values[0] as string).slice(name.length + 1)
}

import { type Elements, parseDigitalLink, writeDigitalLink } from '../../custody/index.ts'
import { SIGNED_LINK_CHARS_MAX } from './limits.ts'
import { codeFault, type PackCode, readPackCode } from './pack-code.ts'
import { isPrintedPack, type PrintedPack } from './printed-pack.ts'

/** The name under which a link carries the code: no digits alone, which the standard keeps for its own. */
const codeName = 'sig'

/** A pack as its signed link names it. Nothing is proved yet. */
export interface SignedLink {
  readonly pack: PrintedPack
  readonly code: PackCode
}

/**
 * The Digital Link of a pack, which proves itself without a network.
 * @param of.code as `signPackCode` gives it
 * @param of.stem where links of this kind lead, without a slash at its end; GS1's own resolver unless given
 * @throws MEDICINES_CODE_INVALID, CUSTODY_GS1_INVALID
 * @source GS1 Digital Link URI Syntax 1.6.0 §4.10, §4.11 (other parameters of the query)
 */
export function writeSignedLink(of: { pack: PrintedPack; code: string; stem?: string }): string {
  if (!isPrintedPack(of.pack)) throw codeFault('pack')
  readPackCode(of.code)
  const target = of.stem === undefined ? {} : { stem: of.stem }
  const link = writeDigitalLink(elementsOfPack(of.pack), { ...target, parameters: [[codeName, of.code]] })
  if (link.length > SIGNED_LINK_CHARS_MAX) throw codeFault('form')
  return link
}

/** What is printed on a pack, as GS1 data in the order of its Digital Link. */
export function elementsOfPack({ gtin, lot, serial, expiry }: PrintedPack): Elements {
  return [
    ['01', gtin],
    ['10', lot],
    ['21', serial],
    ['17', expiry],
  ]
}

/**
 * The four numbers of a pack among the GS1 data that were read from it, in any order.
 * @param elements as `parseElementString`, `parseDigitalLink` or a scan gives them
 * @throws MEDICINES_CODE_INVALID when one is lacking or has not its form
 */
export function packOfElements(elements: Elements): PrintedPack {
  const data = new Map(elements)
  const [gtin, lot, serial, expiry] = ['01', '10', '21', '17'].map((ai) => data.get(ai))
  if (!gtin || !lot || !serial || !expiry) throw codeFault('numbers')
  const pack = { gtin, lot, serial, expiry }
  if (!isPrintedPack(pack)) throw codeFault('pack')
  return pack
}

/**
 * The pack and the code of a signed link on any domain.
 * @param link at most 512 characters; parameters and attributes of others are passed over
 * @throws MEDICINES_CODE_INVALID, CUSTODY_GS1_INVALID
 */
export function readSignedLink(link: string): SignedLink {
  if (link.length > SIGNED_LINK_CHARS_MAX) throw codeFault('form')
  const { elements, parameters } = parseDigitalLink(link)
  const [code, ...more] = parameters.filter(([name]) => name === codeName)
  if (code === undefined || more.length > 0) throw codeFault('link')
  return { pack: packOfElements(elements), code: readPackCode(code[1]) }
}

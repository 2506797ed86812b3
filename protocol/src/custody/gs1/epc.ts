import { EPC_CHARS_MAX } from '../limits.ts'
import { applicationIdentifiers, type Elements } from './application-identifiers.ts'
import { valueFlaw } from './check-value.ts'
import { finestOf } from './digital-link.ts'
import { epcOf } from './epc-of-elements.ts'
import { epcSchemes } from './epc-schemes.ts'
import { elementsOfEpc } from './epc-urn.ts'
import { isForeignEpc, isForeignScheme } from './foreign-epcs.ts'
import { gs1Error } from './gs1-error.ts'

/** An EPC URI taken apart. */
export interface Epc {
  /** `id` names one thing, `class` a lot, `idpat` every thing of a class. */
  readonly kind: 'id' | 'class' | 'idpat'
  readonly scheme: string
  /** The GS1 key and its qualifier; left out where the scheme stands for none (gid, usdod, adi, bic, imovn). */
  readonly elements?: Elements
  /** Digits of the GS1 company prefix; left out with the elements. */
  readonly prefix_digits?: number
}

/**
 * The parts of an EPC URI of any scheme that EPCIS uses, its elements valid.
 * @param urn `urn:epc:id:…`, `urn:epc:class:lgtin:…` or `urn:epc:idpat:…` with `*` in place of the serial alone
 * @throws CUSTODY_GS1_INVALID: `position` counts UTF-16 units of the URI from 0, at the start of the part that is wrong
 * @source EPC Tag Data Standard 1.13 §6.3, §7, §8
 * @example parseEpc('urn:epc:id:sgtin:0614141.107346.2017').elements // [['01', '10614141073464'], ['21', '2017']]
 */
export function parseEpc(urn: string): Epc {
  if (urn.length > EPC_CHARS_MAX) throw gs1Error({ reason: 'text_too_long', position: EPC_CHARS_MAX })
  const [start, kind, scheme = ''] = /^urn:epc:(id|class|idpat):([a-z]+):/.exec(urn) ?? []
  if (start === undefined) throw gs1Error({ reason: 'epc_form', position: 0 })
  const named = { kind: kind as Epc['kind'], scheme }
  const body = urn.slice(start.length)
  const position = start.length
  if (isForeignScheme(scheme)) {
    if (kind !== 'id' || !isForeignEpc(scheme, body)) throw gs1Error({ reason: 'epc_form', position })
    return named
  }
  if (!Object.hasOwn(epcSchemes, `${kind === 'idpat' ? 'id' : kind}:${scheme}`))
    throw gs1Error({ reason: 'epc_scheme', position: start.length - scheme.length - 1 })
  const elements = elementsOfEpc(urn)
  const prefix_digits = body.indexOf('.')
  if (elements === undefined || !isWrittenSo(urn, elements, prefix_digits))
    throw gs1Error({ reason: 'epc_form', position })
  checkValues(elements, position)
  return { ...named, elements, prefix_digits }
}

/**
 * The EPC URI of elements: of their key and its finest qualifier, a pattern where only a class is named.
 * @param elements valid elements, other ones beside the key and its qualifiers are left aside
 * @param options.prefix_digits digits of the GS1 company prefix, 6 to 12: a key doesn't say how long it is
 * @throws CUSTODY_GS1_INVALID when an element is not valid or no scheme stands for its key
 * @source EPC Tag Data Standard 1.13 §7
 * @example writeEpc([['01', '10614141073464'], ['21', '2017']], { prefix_digits: 7 }) // 'urn:epc:id:sgtin:0614141.107346.2017'
 */
export function writeEpc(elements: Elements, { prefix_digits }: { prefix_digits: number }): string {
  checkValues(elements, undefined)
  const key = elements.find(([ai]) => Object.values(epcSchemes).some((scheme) => scheme.ai === ai))
  const named = key && finestOf([key, ...elements.filter((element) => element !== key)])
  const urn = named && epcOf(named, { prefix_digits })
  if (urn === undefined) throw gs1Error({ ai: key?.[0], reason: 'epc_none', position: 0 })
  return urn
}

/** True when the URI is written as the standard has it; only the case of escapes is free. */
function isWrittenSo(urn: string, elements: Elements, prefix_digits: number): boolean {
  const same = urn.replace(/%[0-9a-fA-F]{2}/g, (byte) => byte.toUpperCase())
  const written = epcOf(elements, { prefix_digits })
  return written === same.replace('urn:epc:idpat:upui:', 'urn:epc:idpat:sgtin:')
}

function checkValues(elements: Elements, position: number | undefined): void {
  for (const [ai, data] of elements) {
    const identifier = applicationIdentifiers.get(ai)
    if (identifier === undefined) throw gs1Error({ reason: 'ai_unknown', position: position ?? 0 })
    const flaw = valueFlaw(identifier, data, { from: 0, to: data.length })
    if (flaw !== undefined) throw gs1Error({ ai, reason: flaw.reason, position: position ?? flaw.at })
  }
}

import { canonicalJson, type Hex, type Id, type JsonValue, parseId, readJson, type Words } from '../kernel/index.ts'
import { consentErrors } from './errors.ts'
import { instantOf } from './instant.ts'
import { parseReceipt, type Receipt } from './receipt.ts'
import { StrictValue } from './strict-value.ts'

/** A checkpoint of the log that a ledger has: of no person, and nothing in it that is not public. */
export interface AnchorReceipt {
  readonly v: 1
  readonly receipt: Id<'receipt'>
  readonly kind: 'anchored'
  /** Time of the block. */
  readonly at: string
  /** Name of the log. */
  readonly origin: string
  /** Entries of the checkpoint. */
  readonly size: number
  readonly root: Hex
  /** The contract `Checkpoints` on its ledger, `eip155:<chain>:<address>`. @source CAIP-10 */
  readonly network: string
  readonly transaction: Hex
  readonly block: number
  readonly software: string
}

/** Whatever an entry of the log may be a receipt of. */
export type LoggedReceipt = Receipt | AnchorReceipt

const spelling: Words = { en: 'it is not in canonical form', el: 'δεν είναι σε κανονική μορφή' }
/** @source C2SP signed-note, Format: neither spaces nor a plus */
const keyName = /^[^\s+\p{C}]{1,300}$/u
const digest = /^0x[0-9a-f]{64}$/

/** The text of an anchor's receipt, one spelling: what its log entry commits to. @source RFC 8785 */
export function anchorReceiptText(receipt: AnchorReceipt): string {
  return canonicalJson(receipt as unknown as JsonValue)
}

/**
 * The door from the text that an entry of the log commits to, whatever it is a receipt of.
 * @throws CONSENT_RECEIPT_INVALID, KERNEL_JSON_INVALID, KERNEL_JSON_REFUSED, KERNEL_ID_INVALID
 */
export function parseLoggedReceipt(text: string): LoggedReceipt {
  const value = readJson(text)
  if (!isOfAnchor(value)) return parseReceipt(text)
  const receipt = readAnchorReceipt(new StrictValue(value, { pointer: '', refuse }))
  if (anchorReceiptText(receipt) !== text) refuse({ pointer: '/', reason: spelling })
  return receipt
}

function readAnchorReceipt(value: StrictValue): AnchorReceipt {
  const fields = value.fields({
    required: ['v', 'receipt', 'kind', 'at', 'origin', 'size', 'root', 'network', 'transaction', 'block', 'software'],
  })
  return {
    v: fields.v.exactly(1),
    receipt: fields.receipt.parsed((text) => parseId('receipt', text)),
    kind: fields.kind.exactly('anchored'),
    at: instantOf(fields.at),
    origin: fields.origin.text(keyName),
    size: fields.size.count(),
    root: fields.root.text(digest) as Hex,
    network: fields.network.text(/^eip155:[1-9]\d{0,31}:0x[0-9a-f]{40}$/),
    transaction: fields.transaction.text(digest) as Hex,
    block: fields.block.count(),
    software: fields.software.text(/^[a-z]+\/[0-9A-Za-z.+-]{1,64}$/),
  }
}

function isOfAnchor(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'anchored'
}

function refuse(at: { pointer: string; reason: Words }): never {
  throw consentErrors.CONSENT_RECEIPT_INVALID(at)
}

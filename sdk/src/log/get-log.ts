import { type Client, sdkErrors, sendForJson } from '../kernel/index.ts'

/** A checkpoint of a log that stands on a ledger, as a node tells it. */
export interface LogAnchor {
  readonly chain_id: number
  readonly contract: string
  readonly founder: string
  readonly size: number
  /** `0x…`, 32 bytes. */
  readonly root: string
  readonly block: number
  readonly transaction: string
  /** ISO instant. */
  readonly at: string
  /** Of its entry in the log; older anchors have none. */
  readonly receipt?: string | null
}

/** A witness of a log, as a node tells it. */
export interface LogWitness {
  readonly name: string
  readonly vkey: string
  /** Entries that it has cosigned. */
  readonly size: number
  readonly at: string | null
  readonly answer: string | null
}

/** What a node says of its log; nothing of it is verified. */
export interface LogDescription {
  readonly origin: string
  readonly vkey: string
  readonly size: number
  /** Base64. */
  readonly root: string
  /** When the newest checkpoint was published. */
  readonly at: string | null
  readonly epoch_s: number
  readonly chain_id: number
  /** Address of the contract that checkpoints are anchored in. */
  readonly checkpoints: string
  /** With the origin, the name of the log in the contract. */
  readonly founder: string
  readonly anchor: LogAnchor | null
  /** On another ledger. */
  readonly second_anchor: LogAnchor | null
  readonly witnesses: readonly LogWitness[]
  readonly quorum: 'none' | 'met' | 'missing'
}

/**
 * What the node says of its log: who it is, how far it is published, cosigned and anchored.
 * @throws SDK_ANSWER_INVALID for what has another form
 */
export async function getLog(client: Client): Promise<LogDescription> {
  const told = await sendForJson<LogDescription | null>(client, { method: 'GET', path: '/v1/log' })
  if (!isDescription(told)) throw sdkErrors.SDK_ANSWER_INVALID({ url: client.url, status: 200 })
  return told
}

/** The anchors among it, on whichever ledger. */
export function toldAnchors({ anchor, second_anchor }: LogDescription): LogAnchor[] {
  return [anchor, second_anchor].filter((one) => one !== null)
}

function isDescription(told: LogDescription | null): told is LogDescription {
  if (told === null || !isSize(told.size) || !Array.isArray(told.witnesses)) return false
  return [told.anchor, told.second_anchor].every((one) => one === null || isAnchor(one))
}

function isAnchor(told: Partial<LogAnchor> | undefined): boolean {
  const isRoot = typeof told?.root === 'string' && /^0x[0-9a-f]{64}$/.test(told.root)
  return isRoot && isSize(told.size) && ['string', 'undefined'].includes(typeof (told.receipt ?? undefined))
}

function isSize(told: unknown): boolean {
  return Number.isSafeInteger(told) && Number(told) >= 0
}

import { type Client, sendForJson } from '../kernel/index.ts'

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
  readonly second_anchor?: LogAnchor | null
  readonly witnesses: readonly LogWitness[]
  readonly quorum: 'none' | 'met' | 'missing'
}

/** What the node says of its log: who it is, how far it is published, cosigned and anchored. */
export async function getLog(client: Client): Promise<LogDescription> {
  return await sendForJson<LogDescription>(client, { method: 'GET', path: '/v1/log' })
}

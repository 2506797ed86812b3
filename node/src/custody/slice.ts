import type { NodeContext, Slice } from '../kernel/index.ts'
import type { TransparencyLog } from '../log/index.ts'

export interface CustodyPorts {
  readonly log: TransparencyLog
}

/** Custody: EPCIS events, in and out; where things are and were. */
export function createCustodySlice(_context: NodeContext, _ports: CustodyPorts): Slice {
  return { name: 'custody', handlers: [], routes() {} }
}

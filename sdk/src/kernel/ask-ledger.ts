import type { PublicClient } from 'viem'
import { sdkErrors } from './errors.ts'

/** Where a ledger answers. */
export interface LedgerPlace {
  /** JSON-RPC of any node of the network; the less it has to do with who is judged, the more its word counts. */
  readonly rpc_url: string
  readonly timeout_ms?: number
}

const answer_ms_max = 20_000

/**
 * Asks a node of a ledger. The client is loaded by those alone who ask one: it is half of what a command would load.
 * @throws SDK_LEDGER_UNREACHABLE, and what `ask` throws of its own
 */
export async function askLedger<Answer>(
  { rpc_url, timeout_ms: timeout = answer_ms_max }: LedgerPlace,
  ask: (ledger: PublicClient) => Promise<Answer>,
): Promise<Answer> {
  const { BaseError, createPublicClient, http } = await import('viem')
  try {
    return await ask(createPublicClient({ transport: http(rpc_url, { timeout }) }))
  } catch (cause) {
    if (cause instanceof BaseError) throw sdkErrors.SDK_LEDGER_UNREACHABLE({ url: rpc_url }, { cause })
    throw cause
  }
}

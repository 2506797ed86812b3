import { createHash } from 'node:crypto'
import { hasCode } from '@symbolon/protocol/kernel'
import type { ContractCall, NodeContext, Queries, Settlement } from '../kernel/index.ts'

/**
 * The signed intent stands on the ledger; sent twice, the second gets where the first one stands.
 * @throws what the contract says against it
 */
export async function carryOut(
  { database, ledger }: NodeContext,
  { call, signature, save }: { call: ContractCall; signature: string; save?(queries: Queries): Promise<void> },
): Promise<Settlement> {
  const commandId = commandOf(call, signature)
  try {
    return await ledger.settled(commandId)
  } catch (error) {
    if (!hasCode(error, 'KERNEL_LEDGER_UNKNOWN_COMMAND')) throw error
  }
  await ledger.simulate(call)
  await database.transaction(async (queries) => {
    await save?.(queries)
    await ledger.enqueue(queries, call, { commandId, urgent: true })
  })
  return ledger.settled(commandId)
}

/** One command for what was signed and its signature: under other words a known signature is not known. */
function commandOf({ functionName, args }: ContractCall, signature: string): string {
  const [intent] = args
  const spelled = JSON.stringify([functionName, intent], (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}` : value,
  )
  return `intent:${createHash('sha256').update(spelled).update(signature.toLowerCase()).digest('hex')}`
}

import { createHash } from 'node:crypto'
import { hasCode, SymbolonError } from '@symbolon/protocol/kernel'
import { medicinesErrors } from '@symbolon/protocol/medicines'
import type { TypedDataDefinition } from 'viem'
import { recoverTypedDataAddress } from 'viem/utils'
import { settleWithin } from '../consent/index.ts'
import type { Address, ContractCall, ContractName, NodeContext, Queries, Settlement } from '../kernel/index.ts'

/** An effect on the ledger with what is written beside it. */
export interface Relayed {
  readonly call: ContractCall
  /** The caller's id of the effect: asked for again, it is the same effect. */
  readonly command: string
  readonly urgent?: boolean
  /** In the transaction that asks for the effect. */
  save?(queries: Queries): Promise<void>
  /** When the ledger refused it. */
  undo?(queries: Queries): Promise<void>
}

/**
 * The effect is accepted, and stands where the answer says, or will (nothing: the ledger takes its time).
 * @throws what the contract says against it, after `undo`
 */
export async function relay(context: NodeContext, relayed: Relayed): Promise<Settlement | undefined> {
  const { ledger, database } = context
  const { call, command, urgent = false, save } = relayed
  await ledger.simulate(call)
  await database.transaction(async (queries) => {
    await save?.(queries)
    await ledger.enqueue(queries, call, { commandId: command, urgent })
  })
  return settleOrUndo(context, relayed)
}

/** Waits for an effect that was accepted; what the ledger refused is undone and told. */
export async function settleOrUndo(
  { ledger, database }: NodeContext,
  { command, undo }: Pick<Relayed, 'command' | 'undo'>,
): Promise<Settlement | undefined> {
  try {
    return await settleWithin(ledger, command)
  } catch (fault) {
    if (undo && isRefusal(fault)) await database.transaction(undo)
    throw fault
  }
}

/** As `relay`, of a call that has nothing beside it; sent twice, the second gets where the first one stands. */
export async function relayOnce(context: NodeContext, call: ContractCall, urgent?: 'urgent'): Promise<Settlement> {
  const command = commandOf(call)
  try {
    return await context.ledger.settled(command)
  } catch (fault) {
    if (!hasCode(fault, 'KERNEL_LEDGER_UNKNOWN_COMMAND')) throw fault
  }
  await relay(context, { call, command, urgent: urgent === 'urgent' })
  return context.ledger.settled(command)
}

/** One command for one call: under other words a known signature is not known. */
export function commandOf({ functionName, args }: ContractCall): string {
  const spelled = JSON.stringify([functionName, args], (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}` : typeof value === 'string' ? value.toLowerCase() : value,
  )
  return `medicines:${createHash('sha256').update(spelled).digest('hex')}`
}

/** The contract said no, as opposed to a ledger that is away. */
function isRefusal(fault: unknown): boolean {
  return (
    fault instanceof SymbolonError && (fault.code.startsWith('MEDICINES_') || fault.code === 'KERNEL_LEDGER_REVERTED')
  )
}

/** Chain and contract that intents about packs and licences are signed for. */
export function placeOf(
  { ledger }: Pick<NodeContext, 'ledger'>,
  contract: ContractName = 'Packs',
): { chainId: number; verifyingContract: Address } {
  return { chainId: ledger.chainId, verifyingContract: ledger.address(contract) }
}

/** The account signed the intent, with a key of its own. @throws MEDICINES_INTENT_SIGNATURE_INVALID */
export async function requireSigned(intent: unknown, signature: Address, account: Address): Promise<void> {
  const definition = intent as TypedDataDefinition
  const signer = await recoverTypedDataAddress({ ...definition, signature }).catch(() => undefined)
  if (signer !== account) throw medicinesErrors.MEDICINES_INTENT_SIGNATURE_INVALID()
}

/** The deadline lies ahead, at most so many days. @param deadline seconds since 1970 @throws MEDICINES_DEADLINE_INVALID */
export function requireDeadline(deadline: number, of: { readonly now: number; readonly days_max: number }): void {
  const ahead_s = deadline - of.now / 1000
  if (ahead_s > 0 && ahead_s <= of.days_max * 86_400) return
  throw medicinesErrors.MEDICINES_DEADLINE_INVALID({ days_max: of.days_max })
}

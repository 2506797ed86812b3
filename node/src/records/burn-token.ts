import { type Hex, toHex } from '@symbolon/protocol/kernel'
import { eraseIntent } from '@symbolon/protocol/records'
import { settleWithin } from '../consent/index.ts'
import type { Address, NodeContext, Settlement, Statement } from '../kernel/index.ts'
import { checkIntent, recordsPlace } from './check-intent.ts'

/** An owner's word that its token may be burned. */
export interface Burn {
  readonly token_id: Hex
  /** Seconds since 1970. */
  readonly deadline: number
  readonly signature: Hex
}

/** The record's account signed the burn and it still holds. @throws RECORDS_INTENT_EXPIRED, RECORDS_INTENT_SIGNATURE_INVALID */
export async function checkBurn({ ledger, clock }: NodeContext, burn: Burn & { account: Address }): Promise<void> {
  const { token_id, deadline, signature, account } = burn
  const intent = eraseIntent({ ...recordsPlace(ledger), id: BigInt(token_id), deadline: BigInt(deadline) })
  await checkIntent(intent, { signature, account, deadline, now: clock.now() })
}

/** The burn waits for the ledger, whatever becomes of the record's row. */
export function insertBurn({ token_id, deadline, signature }: Burn): Statement {
  return {
    name: 'records_insert_burn',
    text: 'insert into records.burn (token_id, deadline, signature) values ($1, $2, $3)',
    values: [token_id, deadline, signature],
  }
}

/** Puts a waiting burn into the outbox, once, and waits for the block; nothing when the ledger takes too long. */
export async function sendBurn(
  { database, ledger, random }: NodeContext,
  token_id: Hex,
): Promise<Settlement | undefined> {
  const commandId = toHex(random(16))
  const sent = await database.transaction(async (queries) => {
    const [burn] = await queries.query<Burn>({
      name: 'records_take_burn',
      text: 'delete from records.burn where token_id = $1 returning token_id, deadline, signature',
      values: [token_id],
    })
    if (!burn) return false
    const args = [BigInt(burn.token_id), BigInt(burn.deadline), burn.signature]
    await ledger.enqueue(queries, { contract: 'Records', functionName: 'erase', args }, { commandId })
    return true
  })
  return sent ? settleWithin(ledger, commandId) : undefined
}

/** Burns that the ledger could not take when their records were erased; those past their deadline are void. */
export async function sendWaitingBurns(context: NodeContext): Promise<void> {
  const { database, clock, log } = context
  const seconds = Math.floor(clock.now() / 1000)
  const late = await database.query({
    name: 'records_late_burns',
    text: 'delete from records.burn where deadline < $1 returning token_id',
    values: [seconds],
  })
  if (late.length > 0) log.warn({ burns: late.length }, 'burns came too late for the ledger')
  const waiting = await database.query<{ token_id: Hex }>({
    name: 'records_waiting_burns',
    text: 'select token_id from records.burn limit 100',
  })
  for (const { token_id } of waiting) await sendBurn(context, token_id)
}

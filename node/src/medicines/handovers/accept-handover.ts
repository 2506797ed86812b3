import type { Hex } from '@symbolon/protocol/kernel'
import { handOverIntent, medicinesErrors, packLicenceNumbers } from '@symbolon/protocol/medicines'
import type { ContractCall, NodeContext, Queries } from '../../kernel/index.ts'
import type { MedicinesDoor } from '../door.ts'
import { saveEvents } from '../events/event-queue.ts'
import { receivingEvent } from '../events/handover-events.ts'
import { type Actor, holderLicence, rolesOf } from '../policy.ts'
import { commandOf, placeOf, relay, requireSigned, settleOrUndo } from '../relay.ts'
import { findHandover, type HandoverRow, moveState } from './handover-store.ts'
import { ledgerHelp } from './ledger-help.ts'
import { intentOf } from './offer-handover.ts'
import { stateOf } from './present-handover.ts'

/**
 * The receiver holds the packs, or is about to. Said again, it is the same handover.
 * @throws MEDICINES_HANDOVER_STATE, MEDICINES_ROLE_MISSING, MEDICINES_INTENT_SIGNATURE_INVALID, and what the contract refuses
 */
export async function acceptHandover(
  door: MedicinesDoor,
  of: { readonly row: HandoverRow; readonly receiver: Actor; readonly signature: Hex },
): Promise<HandoverRow> {
  const { row, receiver } = of
  const state = stateOf(row, door.context.clock.now())
  if (state === 'offered') await send(door, of)
  else if (state === 'accepted') await settleHandover(door.context, row)
  else if (state !== 'recorded') throw medicinesErrors.MEDICINES_HANDOVER_STATE({ state })
  const asked = { handover: row.handover, party: receiver.party }
  return (await findHandover(door.context.database, asked)) as HandoverRow
}

async function send(
  { context, events }: MedicinesDoor,
  { row, receiver, signature }: { readonly row: HandoverRow; readonly receiver: Actor; readonly signature: Hex },
): Promise<void> {
  const { database, clock } = context
  const intent = intentOf({
    ranges: row.ranges,
    from: row.from_address,
    to: row.to_address,
    deadline: row.deadline.getTime() / 1000,
  })
  await requireSigned(handOverIntent({ ...placeOf(context), ...intent }), signature, receiver.address)
  const fromLicence = packLicenceNumbers[holderLicence(await rolesOf(context, row.from_party)) ?? 'care-provider']
  const toLicence = packLicenceNumbers[holderLicence(receiver.roles) ?? 'care-provider']
  const help = await ledgerHelp(database, row.ranges)
  const signatures = { fromSignature: row.from_signature, toSignature: signature }
  const signed = { handOver: intent, fromLicence, toLicence, ...help, ...signatures }
  const call: ContractCall = { contract: 'Packs', functionName: 'handOver', args: [[signed]] }
  const command = commandOf({ ...call, args: [intent, signature] })
  const told = { ...row, from: row.from_party, to: row.to_party }
  const event = await receivingEvent(told, { context, events, at: clock.now() })
  await relay(context, {
    call,
    command,
    async save(queries) {
      const change = {
        handover: row.handover,
        from: 'offered',
        to: 'accepted',
        command,
        to_signature: signature,
      } as const
      const [moved] = await queries.query(moveState(change))
      if (!moved) throw medicinesErrors.MEDICINES_HANDOVER_STATE({ state: 'accepted' })
      await saveEvents(queries, [{ ...event, after: row.handover }])
    },
    undo: (queries) => undoAcceptance(queries, { handover: row.handover, command }),
  })
}

/** Where an accepted handover stands; what the ledger refused is an offer again. */
export async function settleHandover(context: NodeContext, row: HandoverRow): Promise<void> {
  const { handover, command } = row
  if (command === null) return
  await settleOrUndo(context, { command, undo: (queries) => undoAcceptance(queries, { handover, command }) })
}

/** Of what was accepted again since, and of its event, nothing is undone. */
async function undoAcceptance(
  queries: Queries,
  { handover, command }: { readonly handover: string; readonly command: string },
): Promise<void> {
  await queries.query({
    name: 'medicines_acceptance_undone',
    text: `with back as (
        update medicines.handover set state = 'offered', command = null, to_signature = null
        where handover = $1 and state = 'accepted' and command = $2 returning handover
      )
      delete from medicines.told_event t using back where t.after = back.handover`,
    values: [handover, command],
  })
}

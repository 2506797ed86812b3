import type { Id } from '@symbolon/protocol/kernel'
import { type IsTaken, SERIAL_ROW_BYTES, SerialIndex } from '@symbolon/protocol/medicines'
import type { NodeContext } from '../../kernel/index.ts'
import type { BatchesInMemory, TakenSerials } from '../ports.ts'
import { readChunks } from './serial-store.ts'
import { takeTurns } from './turns.ts'

type TakenContext = Pick<NodeContext, 'database' | 'random'>

interface ClaimedBatch {
  readonly batch: Id<'batch'>
  readonly count: number
}

/**
 * Serial numbers of a product's claimed batches. Which these are the tables say; the numbers of one, which never change
 * once they are claimed, come from memory where it is held whole, and else from where they are stored.
 */
export function createTakenSerials(context: TakenContext, memory: BatchesInMemory): TakenSerials {
  const { database } = context
  return {
    async takenBeside({ batch, gtin }) {
      const others = await database.query<ClaimedBatch>({
        name: 'medicines_claimed_batches',
        text: `select batch, count from medicines.batch
          where gtin = $1 and batch <> $2 and claimed_at is not null order by batch`,
        values: [gtin, batch],
      })
      const holders: IsTaken[] = []
      for (const other of others) holders.push(heldBy(memory, other) ?? (await readHeld(context, other)))
      if (holders.length < 2) return holders[0]
      return (rows, index) => holders.some((holds) => holds(rows, index))
    },
  }
}

function heldBy(memory: BatchesInMemory, { batch, count }: ClaimedBatch): IsTaken | undefined {
  const held = memory.byId(batch)
  if (!held?.isWhole || held.facts.count !== count) return undefined
  return (rows, index) => held.holdsSerial(rows, index)
}

async function readHeld({ database, random }: TakenContext, { batch, count }: ClaimedBatch): Promise<IsTaken> {
  const rows = new Uint8Array(count * SERIAL_ROW_BYTES)
  const held = new SerialIndex({ rows, seed: random(32) })
  let known = 0
  for await (const chunk of readChunks(database, batch)) {
    rows.set(chunk, known * SERIAL_ROW_BYTES)
    const until = known + chunk.length / SERIAL_ROW_BYTES
    while (known < until) held.add(known++)
    await takeTurns()
  }
  if (known !== count) throw new Error('a claimed batch lacks serial numbers that it counts')
  return (some, index) => held.findRow(some, index) !== undefined
}

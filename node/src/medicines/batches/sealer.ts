import type { Id } from '@symbolon/protocol/kernel'
import type { NodeContext } from '../../kernel/index.ts'
import { type Sealing, sealBatch } from './seal-batch.ts'

/**
 * Seals what was asked for, one batch after another. What stands in the tables is the queue: a node that was killed goes
 * on where it was, and so does another node in its place.
 */
export class Sealer {
  readonly #sealing: Sealing
  readonly #log: NodeContext['log']
  #running: Promise<void> | undefined
  #isAskedAgain = false
  #hasEnded = false

  constructor(sealing: Sealing, log: NodeContext['log']) {
    this.#sealing = sealing
    this.#log = log
  }

  /** Looks for batches now; resolves when none waits that this node could seal. */
  look(): Promise<void> {
    if (this.#running) this.#isAskedAgain = true
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** As `look`, for who does not wait. */
  wake(): void {
    this.look().catch((fault) => this.#log.error({ err: fault }, 'batches were not looked for; the next look is soon'))
  }

  /** Ends behind the batch that is being sealed. */
  async stop(): Promise<void> {
    this.#hasEnded = true
    await this.#running?.catch(() => undefined)
  }

  async #run(): Promise<void> {
    do {
      this.#isAskedAgain = false
      for (const { batch } of await this.#waiting()) {
        if (this.#hasEnded) return
        await this.#seal(batch)
      }
    } while (this.#isAskedAgain && !this.#hasEnded)
  }

  /** A batch that fails keeps no other from being sealed. */
  async #seal(batch: Id<'batch'>): Promise<void> {
    try {
      await sealBatch(this.#sealing, batch)
    } catch (fault) {
      this.#log.error({ err: fault, batch }, 'a batch was not sealed; it is tried again')
    }
  }

  #waiting(): Promise<{ batch: Id<'batch'> }[]> {
    return this.#sealing.database.query({
      name: 'medicines_batch_waiting',
      text: `select batch from medicines.batch where state = 'open' and sealing_at is not null order by sealing_at limit 100`,
    })
  }
}

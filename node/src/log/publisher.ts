import { type Clock, equalBytes } from '@symbolon/protocol/kernel'
import { type Checkpoint, logErrors, signCheckpoint, TILE_WIDTH, treeRoot } from '@symbolon/protocol/log'
import type { Database } from '../kernel/index.ts'
import type { LogIdentity } from './log-identity.ts'
import type { LogWriter } from './log-writer.ts'
import { checkpointOf, insertPublished, readPublished } from './published.ts'
import type { SignedMemory } from './signed-memory.ts'
import { readRootAt } from './tree-store.ts'

/** A log in which nothing happens grows all the same after this time: silence would tell as much as volume. */
export const QUIET_MS_MAX = 600_000

export interface PublisherParts {
  readonly database: Database
  readonly clock: Clock
  readonly writer: LogWriter
  readonly identity: LogIdentity
  readonly signed: SignedMemory
}

/**
 * Makes the tree known as far as it stands durably in the database: padded, signed, kept beside the key, stored. Each
 * step can be repeated, and a publisher that is killed between two of them leaves nothing that the next one contradicts.
 */
export class Publisher {
  private readonly parts: PublisherParts

  constructor(parts: PublisherParts) {
    this.parts = parts
  }

  /** A new checkpoint is public if the log has grown, or was quiet for long. @throws LOG_FORKED, LOG_IN_USE */
  async publish(): Promise<void> {
    const { database, clock, writer, identity, signed } = this.parts
    const newest = await readPublished(database)
    const covered = newest?.size ?? 0
    const quiet_ms = clock.now() - (newest?.at.getTime() ?? 0)
    if (writer.size === covered && quiet_ms < QUIET_MS_MAX) return
    const tree = await writer.pad({ to: TILE_WIDTH, above: covered })
    await this.requireUnforked()
    const checkpoint = { origin: identity.origin, size: tree.size, root: treeRoot(tree) }
    const note = signCheckpoint(checkpoint, identity.signer)
    signed.keep(note)
    await database.query(insertPublished({ size: tree.size, at: new Date(clock.now()), note }))
  }

  /**
   * Returns when the stored tree begins with everything that was signed before.
   * @throws LOG_FORKED when it is shorter or another one: a database that was set back, for instance
   */
  async requireUnforked(): Promise<void> {
    const { database, identity, signed } = this.parts
    const published = await readPublished(database)
    const said: (Checkpoint | undefined)[] = [signed.read(), published && checkpointOf(published)]
    for (const checkpoint of said) {
      if (checkpoint === undefined) continue
      const { origin, size, root } = checkpoint
      const stored = await readRootAt(database, size)
      const isKept = origin === identity.origin && stored !== undefined && equalBytes(stored, root)
      if (!isKept) throw logErrors.LOG_FORKED({ size })
    }
  }
}

import { type NoteVerifier, treeRoot } from '@symbolon/protocol/log'
import { proveGrowth } from './check-growth.ts'
import { logReadingErrors as errors } from './errors.ts'
import type { LogReader } from './log-reader.ts'
import { LogTiles } from './log-tiles.ts'
import { readCheckpoint } from './read-checkpoint.ts'

/** A log whose key is trusted. */
export interface TrustedLog {
  readonly reader: LogReader
  readonly log: NoteVerifier
}

/** The states that a log went through, as a checkpoint of it vouches for them. */
export class LogHistory {
  private tiles: LogTiles
  private readonly trusted: TrustedLog

  constructor(tiles: LogTiles, trusted: TrustedLog) {
    this.tiles = tiles
    this.trusted = trusted
  }

  /**
   * The root that the log had at a size. For one that is ahead of the checkpoint a newer one is read.
   * @throws LOG_HISTORY_SHRUNK when the log never came so far, LOG_HISTORY_FORKED, and as `LogTiles.read`
   */
  async rootAt(size: number): Promise<Uint8Array> {
    if (size > this.tiles.checkpoint.size) await this.readNewer()
    if (size > this.tiles.checkpoint.size)
      throw errors.LOG_HISTORY_SHRUNK({ seen: size, size: this.tiles.checkpoint.size })
    return treeRoot(await this.tiles.treeAt(size))
  }

  private async readNewer(): Promise<void> {
    const { reader, log } = this.trusted
    const newer = new LogTiles(reader, await readCheckpoint(reader, log))
    await proveGrowth(this.tiles.checkpoint, newer)
    this.tiles = newer
  }
}

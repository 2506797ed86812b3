import { isSameRead, type ScannerRead } from '@symbolon/protocol/medicines'
import { SCANNERS_KEPT_MAX } from './packs-limits.ts'

/** The last scan of each scanner, so that a trigger held too long is one act of reading. */
export class ScannerMemory {
  readonly #last = new Map<string, ScannerRead>()

  /** True when the scanner has just read the same pack; remembers the scan. */
  isRepeat(read: ScannerRead): boolean {
    const last = this.#last.get(read.scanner)
    this.#last.delete(read.scanner)
    this.#last.set(read.scanner, read)
    if (this.#last.size > SCANNERS_KEPT_MAX) this.#forgetOldest()
    return last !== undefined && isSameRead(last, read)
  }

  #forgetOldest(): void {
    const [oldest] = this.#last.keys()
    if (oldest !== undefined) this.#last.delete(oldest)
  }
}

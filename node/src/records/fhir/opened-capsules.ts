import type { Capsule } from '@symbolon/protocol/vault'

/** Where an entry lies in its blob, and what opens and proves it. */
export interface OpenedEntry {
  readonly blob: string
  readonly offset: number
  readonly length: number
  readonly key: Uint8Array
  readonly digest: Uint8Array
}

interface OpenedCapsule {
  readonly body: string
  readonly entries: ReadonlyMap<string, OpenedEntry>
  readonly timer: NodeJS.Timeout
}

/** How long keys stay in memory before their capsule has to be opened again under a receipt. */
export const KEYS_KEPT_MS = 600_000
/** Keys in memory at once; the capsules that were opened first make room. */
export const KEYS_KEPT_MAX = 300_000

/** Keys of opened capsules, in this process's memory only, for a while only. */
export class OpenedCapsules {
  private readonly byGrant = new Map<string, OpenedCapsule>()
  private keys = 0

  /** The entries of the grant's capsule, when this very capsule is open. */
  find(grant: string, body: string): ReadonlyMap<string, OpenedEntry> | undefined {
    const opened = this.byGrant.get(grant)
    return opened?.body === body ? opened.entries : undefined
  }

  keep(grant: string, body: string, capsule: Capsule): ReadonlyMap<string, OpenedEntry> {
    this.forget(grant)
    const entries = new Map<string, OpenedEntry>()
    for (const { blob, entries: sealed } of capsule.records) {
      for (const { id, offset, length, key, digest } of sealed) entries.set(id, { blob, offset, length, key, digest })
    }
    const timer = setTimeout(() => this.forget(grant), KEYS_KEPT_MS).unref()
    this.byGrant.set(grant, { body, entries, timer })
    this.keys += entries.size
    for (const oldest of this.byGrant.keys()) {
      if (this.keys <= KEYS_KEPT_MAX || oldest === grant) break
      this.forget(oldest)
    }
    return entries
  }

  forget(grant: string): void {
    const opened = this.byGrant.get(grant)
    if (opened === undefined) return
    clearTimeout(opened.timer)
    for (const { key } of opened.entries.values()) key.fill(0)
    this.byGrant.delete(grant)
    this.keys -= opened.entries.size
  }

  forgetAll(): void {
    for (const grant of this.byGrant.keys()) this.forget(grant)
  }
}

import type { Capsule } from '@symbolon/protocol/vault'

/** Where an entry lies in its blob, and what opens and proves it. */
export interface OpenedEntry {
  readonly blob: string
  readonly offset: number
  readonly length: number
  readonly key: Uint8Array
  readonly digest: Uint8Array
}

/** Keys of one capsule for as long as somebody decrypts with them; whoever took it gives it back, once. */
export interface KeyLease {
  readonly entries: ReadonlyMap<string, OpenedEntry>
  release(): void
}

interface OpenedCapsule {
  readonly body: string
  readonly blobs: ReadonlySet<string>
  readonly entries: ReadonlyMap<string, OpenedEntry>
  readonly timer: NodeJS.Timeout
  leases: number
  is_forgotten: boolean
}

/** How long keys stay in memory before their capsule has to be opened again under a receipt. */
export const KEYS_KEPT_MS = 600_000
/** Keys in memory at once; the capsules that were opened first make room. */
export const KEYS_KEPT_MAX = 300_000

/**
 * Keys of opened capsules, in this process's memory only, for a while only. A capsule that is forgotten is lent to nobody
 * any more; its keys are zeroed when the last lease comes back.
 */
export class OpenedCapsules {
  private readonly byGrant = new Map<string, OpenedCapsule>()
  private readonly keysMax: number
  private keys = 0

  constructor({ keysMax = KEYS_KEPT_MAX }: { keysMax?: number } = {}) {
    this.keysMax = keysMax
  }

  /** The keys of the grant's capsule, when this very capsule is open. */
  lease(grant: string, body: string): KeyLease | undefined {
    const opened = this.byGrant.get(grant)
    if (opened?.body !== body) return undefined
    opened.leases++
    return { entries: opened.entries, release: () => giveBack(opened) }
  }

  keep(grant: string, body: string, capsule: Capsule): void {
    if (this.byGrant.get(grant)?.body === body) return
    this.forget(grant)
    const opened = { body, ...entriesOf(capsule), timer: this.forgetLater(grant), leases: 0, is_forgotten: false }
    this.byGrant.set(grant, opened)
    this.keys += opened.entries.size
    for (const oldest of this.byGrant.keys()) {
      if (this.keys <= this.keysMax || oldest === grant) break
      this.forget(oldest)
    }
  }

  forget(grant: string): void {
    const opened = this.byGrant.get(grant)
    if (opened === undefined) return
    clearTimeout(opened.timer)
    this.byGrant.delete(grant)
    this.keys -= opened.entries.size
    opened.is_forgotten = true
    if (opened.leases === 0) wipe(opened)
  }

  /** Forgets every capsule that holds a key of the blob. */
  forgetBlob(blob: string): void {
    for (const [grant, { blobs }] of this.byGrant) if (blobs.has(blob)) this.forget(grant)
  }

  forgetAll(): void {
    for (const grant of this.byGrant.keys()) this.forget(grant)
  }

  private forgetLater(grant: string): NodeJS.Timeout {
    return setTimeout(() => this.forget(grant), KEYS_KEPT_MS).unref()
  }
}

function entriesOf({ records }: Capsule): Pick<OpenedCapsule, 'blobs' | 'entries'> {
  const entries = new Map<string, OpenedEntry>()
  for (const { blob, entries: sealed } of records) {
    for (const { id, offset, length, key, digest } of sealed) entries.set(id, { blob, offset, length, key, digest })
  }
  return { blobs: new Set(records.map(({ blob }) => blob)), entries }
}

function giveBack(opened: OpenedCapsule): void {
  opened.leases--
  if (opened.is_forgotten && opened.leases === 0) wipe(opened)
}

function wipe({ entries }: OpenedCapsule): void {
  for (const { key } of entries.values()) key.fill(0)
}

import { checkDigit } from '../../custody/index.ts'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { sha256, utf8 } from '../../kernel/index.ts'
import { ed25519 } from '../../log/index.ts'
import { type ExpiryDay, expiryOf } from '../batch/expiry.ts'
import { IndexSet } from './index-set.ts'
import { type MakerKey, makerKeys } from './pack-code.ts'
import type { PrintedPack } from './printed-pack.ts'
import type { StatusBatch } from './status-batch.ts'
import type { StatusContent } from './status-file.ts'

/** Cases that sign, or that build sets and files, cost far more than one that parses. */
export const costlyRuns = fuzzRuns / 20

export const makerSigner = ed25519.signingKey(sha256(utf8('maker')))
export const otherSigner = ed25519.signingKey(sha256(utf8('another maker')))
export const statusSigner = ed25519.signingKey(sha256(utf8('status')))
export const statusKeys = [statusSigner.publicKey]

/** 30 November 2026, 16:00 UTC. */
export const now = Date.UTC(2026, 10, 30, 16)
export const root = sha256(utf8('root'))
export const gtin = gtinOf('0521234500001')
export const pack: PrintedPack = { gtin, serial: 'K7Q2M9X4', lot: 'L26-118', expiry: '281100' }

export const makerKey: MakerKey = {
  public_key: makerSigner.publicKey,
  covers: (named) => named.startsWith('05212345'),
  from: Date.UTC(2026, 0, 1),
  until: Date.UTC(2026, 11, 31),
}
export const makers = makerKeys([makerKey])

export function gtinOf(digits: string): string {
  return digits + checkDigit(digits)
}

export function setOf(count: number, ...indexes: readonly number[]): IndexSet {
  return IndexSet.of(count, Uint32Array.from(indexes))
}

export function batchWith(changes: Partial<StatusBatch> = {}): StatusBatch {
  const count = changes.count ?? 1000
  const states = { is_recalled: false, is_withdrawn: false, ended: setOf(count), held: setOf(count) }
  return { root, gtin, lot: pack.lot, expiry: dayOf(pack.expiry), count, ...states, ...changes }
}

export function contentWith(changes: Partial<StatusContent> = {}): StatusContent {
  const times = { issued_at: now, valid_until: now + 86_400_000 }
  return { number: 7, ...times, scope: 'named', batches: [batchWith()], ...changes }
}

/** The same on every machine: indexes of a share of the packs, spread as if by chance. */
export function spreadIndexes(of: { count: number; share: number; seed: number }): Uint32Array {
  let state = of.seed
  const indexes: number[] = []
  for (let index = 0; index < of.count; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b)
    mixed = (mixed ^ (mixed >>> 16)) >>> 0
    if (mixed < of.share * 2 ** 32) indexes.push(index)
  }
  return Uint32Array.from(indexes)
}

/** The day that a printed expiry names. */
export function dayOf(expiry: string): ExpiryDay {
  return expiryOf(expiry, now) as ExpiryDay
}

import type { Hex, Id } from '@symbolon/protocol/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Address, Queries } from '../kernel/index.ts'

export interface OwnedRecord {
  readonly record: Id<'record'>
  readonly party: Id<'party'>
  readonly token_id: string
  /** The record's one-time address. */
  readonly owner: Address
  readonly sha256: string
  readonly size_bytes: number
}

/** What consent asks about records; the records slice answers. */
export interface RecordOwners {
  /** Those of the records that the ledger has and that were not erased. */
  owners(records: readonly Id<'record'>[]): Promise<ReadonlyMap<Id<'record'>, OwnedRecord>>
  /**
   * Those of the records that the ledger has in their newest version, kept from changing until the transaction ends; each
   * with what its token commits to.
   */
  hold(queries: Queries, records: readonly Id<'record'>[]): Promise<ReadonlyMap<Id<'record'>, Hex>>
  /** The reply is the record's ciphertext, or a range of it. */
  sendBlob(exchange: { request: FastifyRequest; reply: FastifyReply }, record: OwnedRecord): Promise<FastifyReply>
}

/** Told when what was open no longer is, so that keys and ciphertext leave the memory of this process at once. */
export interface Endings {
  grantEnded(grant: Id<'grant'>): void
  /** @param blob SHA-256 of a ciphertext that is destroyed */
  blobErased(blob: string): void
}

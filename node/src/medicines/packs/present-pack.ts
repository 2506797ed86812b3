import type { AnsweredPack, AnsweredProof } from '@symbolon/protocol/medicines'
import type { NameBook } from './name-book.ts'
import type { PackPlace } from './pack-index.ts'

interface Shown {
  readonly names: NameBook
  /** For professionals: who holds it, and what whoever marks it has to sign. */
  readonly isFull?: true
  readonly state?: string | undefined
}

/** What is told of a recorded pack, its members in canonical order. */
export function presentPack({ batch, index }: PackPlace, { names, isFull, state }: Shown): AnsweredPack {
  const { batch: id, gtin, lot } = batch.facts
  const name = names.nameOf(gtin)
  return {
    batch: id,
    expiry: batch.expiry_text,
    gtin,
    holder: isFull && batch.holdingOf(index).holder,
    lot,
    name: name && { el: name.el, en: name.en },
    proof: presentProof({ batch, index }),
    round: isFull && batch.roundOf(index),
    serial: batch.serialOf(index),
    state,
    token_id: tokenIdText({ batch, index }),
  }
}

/** The way from a pack to the root of its batch. */
export function presentProof({ batch, index }: PackPlace): AnsweredProof {
  const { salt, path } = batch.pathOf(index)
  return {
    count: batch.facts.count,
    index,
    path: base64Url(path),
    root: batch.root_text,
    salt: base64Url(salt),
  }
}

/** 32 bytes in hexadecimal digits: the batch's number and the index. */
export function tokenIdText({ batch, index }: PackPlace): `0x${string}` {
  return `${batch.root_text.slice(0, 60) as `0x${string}`}${index.toString(16).padStart(6, '0')}`
}

function base64Url({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64url')
}

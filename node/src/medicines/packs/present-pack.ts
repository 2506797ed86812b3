import type { AnsweredPack, AnsweredProof } from '@symbolon/protocol/medicines'
import type { NameBook } from './name-book.ts'
import type { PackPlace } from './pack-index.ts'

interface Shown {
  readonly names: NameBook
  /** For professionals: who holds it, and what whoever marks it has to sign. */
  readonly isFull?: true
  readonly state?: string
}

/** What is told of a recorded pack, its members in canonical order. */
export function presentPack({ batch, index }: PackPlace, { names, isFull, state }: Shown): AnsweredPack {
  const { batch: id, gtin, lot } = batch.facts
  const name = names.nameOf(gtin)
  return {
    batch: id,
    expiry: batch.expiry_text,
    gtin,
    ...(isFull && { holder: batch.holdingOf(index).holder }),
    lot,
    ...(name && { name: { el: name.el, en: name.en } }),
    proof: presentProof({ batch, index }),
    ...(isFull && { round: batch.roundOf(index) }),
    serial: batch.serialOf(index),
    ...(state && { state }),
    token_id: tokenIdText({ batch, index }),
  }
}

/** The way from a pack to the root of its batch. */
export function presentProof({ batch, index }: PackPlace): AnsweredProof {
  const { salt, proof } = batch.prove(index)
  return {
    count: batch.facts.count,
    index,
    path: Buffer.concat(proof).toString('base64url'),
    root: batch.root_text,
    salt: Buffer.from(salt.buffer, salt.byteOffset, salt.byteLength).toString('base64url'),
  }
}

/** 32 bytes in hexadecimal digits: the batch's number and the index. */
export function tokenIdText({ batch, index }: PackPlace): `0x${string}` {
  return `${batch.root_text.slice(0, 60) as `0x${string}`}${index.toString(16).padStart(6, '0')}`
}

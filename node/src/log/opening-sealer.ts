import { createCipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import type { Database } from '../kernel/index.ts'
import type { SealToReaders } from './ports.ts'

/** How long one key seals the openings of a person; an auditor of now opens what is sealed from the next key on. */
export const OPENING_KEY_MS = 600_000
/** Openings under one key, far below where random nonces of 96 bits meet. */
export const OPENING_KEY_USES_MAX = 1_000_000
/** People whose keys are in memory at once. */
export const OPENING_KEYS_MAX = 50_000

const KEY_BYTES = 32
const NONCE_BYTES = 12

/** A salt that only its readers open, and the key it is under. */
export interface SealedOpening {
  readonly key: number
  /** Nonce, ciphertext and tag. */
  readonly sealed: Buffer
}

interface OpeningKey {
  readonly key: number
  readonly secret: KeyObject
  readonly until_ms: number
  uses: number
}

interface SealerParts {
  readonly database: Database
  readonly sealToReaders: SealToReaders
  random(size: number): Uint8Array
  now(): number
}

/**
 * Seals salts for the person concerned and the auditors. A key agreement for every entry would cost more than a read, so
 * a person's entries of ten minutes share a key, which stands in the database for its readers alone and in this process's
 * memory.
 * @source RFC 8439 §2.8 AEAD_CHACHA20_POLY1305
 */
export class OpeningSealer {
  private readonly parts: SealerParts
  private readonly keys = new Map<string, Promise<OpeningKey>>()

  constructor(parts: SealerParts) {
    this.parts = parts
  }

  /** @param name goes into the seal, so that no opening is taken for another's */
  async seal(opening: { subject: string; name: string; salt: Uint8Array }): Promise<SealedOpening> {
    const { key, secret } = await this.keyOf(opening.subject)
    const nonce = this.parts.random(NONCE_BYTES)
    const cipher = createCipheriv('chacha20-poly1305', secret, nonce, { authTagLength: 16 })
    cipher.setAAD(Buffer.from(opening.name), { plaintextLength: opening.salt.length })
    const sealed = Buffer.concat([nonce, cipher.update(opening.salt), cipher.final(), cipher.getAuthTag()])
    return { key, sealed }
  }

  private async keyOf(subject: string): Promise<OpeningKey> {
    const making = this.keys.get(subject) ?? this.begin(subject)
    const known = await making
    if (known.until_ms > this.parts.now() && known.uses < OPENING_KEY_USES_MAX) {
      known.uses++
      return known
    }
    if (this.keys.get(subject) === making) this.keys.delete(subject)
    return this.keyOf(subject)
  }

  private begin(subject: string): Promise<OpeningKey> {
    if (this.keys.size >= OPENING_KEYS_MAX) this.keys.clear()
    const making = this.make(subject)
    this.keys.set(subject, making)
    making.catch(() => this.keys.delete(subject))
    return making
  }

  private async make(subject: string): Promise<OpeningKey> {
    const { database, sealToReaders, random, now } = this.parts
    const secret = random(KEY_BYTES)
    const sealed = await sealToReaders(subject, secret)
    const [row] = await database.query<{ key: number }>({
      name: 'log_insert_opening_key',
      text: 'insert into log.opening_key (subject, sealed, made_at) values ($1, $2, $3) returning key',
      values: [subject, sealed, new Date(now())],
    })
    if (row === undefined) throw new Error('a key of openings was not stored')
    const key = createSecretKey(secret)
    secret.fill(0)
    return { key: row.key, secret: key, until_ms: now() + OPENING_KEY_MS, uses: 0 }
  }

  forgetAll(): void {
    this.keys.clear()
  }
}

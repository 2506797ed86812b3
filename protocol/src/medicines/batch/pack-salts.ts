import { type Keystream, openKeystream } from './keystream.ts'

/** Bytes of a salt: two blocks of the keystream. */
export const SALT_BYTES = 32

/** The salts of one batch, none of which is stored: salt i is bytes 32i to 32i + 31 of the secret's keystream. */
export class PackSalts {
  readonly #keystream: Keystream

  constructor(secret: Uint8Array) {
    if (secret.length !== 32) throw new RangeError('The secret of a batch has 32 bytes')
    this.#keystream = openKeystream(secret)
  }

  /** The salts of `count` packs from index `first` on, one after another. */
  take({ first, count }: { first: number; count: number }): Uint8Array<ArrayBuffer> {
    return this.#keystream.bytes({ firstBlock: 2 * first, size_bytes: SALT_BYTES * count })
  }
}

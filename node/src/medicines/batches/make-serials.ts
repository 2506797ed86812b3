import { createCipheriv, createHmac } from 'node:crypto'
import { type IsTaken, newSerialSteps } from '@symbolon/protocol/medicines'
import { takeTurns } from './turns.ts'

export interface SerialsToGenerate {
  readonly count: number
  /** Packs of the product with this batch: from it follows how long a number is. */
  readonly total: number
  /** The batch's secret: the same secret makes the same numbers, as long as the same ones are taken. */
  readonly secret: Uint8Array
  /** Absent when the product has no other batch. */
  readonly isTaken?: IsTaken | undefined
}

/** Serial numbers for a whole batch; each is there once and no other batch has it. Others have their turns meanwhile. */
export async function makeSerials({ secret, ...wish }: SerialsToGenerate): Promise<Uint8Array<ArrayBuffer>> {
  const steps = newSerialSteps({ ...wish, random: randomFrom(secret) })
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    await takeTurns()
  }
}

/** Octets that follow from the secret and tell nothing of it, nor of the salts that follow from it too. */
function randomFrom(secret: Uint8Array): (size_bytes: number) => Uint8Array {
  const key = createHmac('sha256', secret).update('symbolon.serials.v1').digest()
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16))
  let zeros = Buffer.alloc(0)
  return (size_bytes) => {
    if (zeros.length < size_bytes) zeros = Buffer.alloc(size_bytes)
    return stream.update(zeros.subarray(0, size_bytes))
  }
}

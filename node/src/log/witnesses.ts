import type { Clock } from '@symbolon/protocol/kernel'
import {
  consistencyTiles,
  type NotedCheckpoint,
  type Policy,
  type PolicyWitness,
  proveConsistency,
  verifierKeyText,
  witnessing,
} from '@symbolon/protocol/log'
import type { Database, Logger } from '../kernel/index.ts'
import { askWitness, type Reply } from './ask-witness.ts'
import { checkpointOf, readPublished } from './published.ts'
import { readerOf } from './tree-store.ts'
import { addCosignature, readWitnesses, saveAnswer, type WitnessAnswer } from './witness-rows.ts'

/** A witness that does not cosign is asked again after twice the time, up to this. */
export const PAUSE_MS_MAX = 600_000
const pause_ms = 2_000

export interface WitnessesParts {
  readonly database: Database
  readonly clock: Clock
  readonly log: Logger
  readonly policy: Policy
}

interface Pause {
  readonly until: number
  readonly length_ms: number
}

/** Collects cosignatures from the witnesses of a policy. Nothing waits for them. */
export class Witnesses {
  private readonly parts: WitnessesParts
  private readonly pauses = new Map<PolicyWitness, Pause>()

  constructor(parts: WitnessesParts) {
    this.parts = parts
  }

  /** Every witness that has not cosigned the newest published checkpoint was asked, unless it said no just now. */
  async ask(): Promise<void> {
    const { database, clock, policy } = this.parts
    const published = await readPublished(database)
    if (published === undefined) return
    const checkpoint = checkpointOf(published)
    const signed = new Set(witnessing(checkpoint.note, policy).signed.map(({ witness }) => witness))
    const missing = policy.witnesses.filter((witness) => witness.url !== undefined && !signed.has(witness))
    const due = missing.filter((witness) => (this.pauses.get(witness)?.until ?? 0) <= clock.now())
    if (due.length === 0) return
    const known = new Map((await readWitnesses(database)).map(({ verifier_key, size }) => [verifier_key, size]))
    const askOne = (witness: PolicyWitness) =>
      this.askOne(witness, { checkpoint, known: known.get(verifierKeyText(witness.verifier)) ?? 0 })
    await Promise.all(due.map(askOne))
  }

  private async askOne(witness: PolicyWitness, of: { checkpoint: NotedCheckpoint; known: number }): Promise<void> {
    const { checkpoint, known } = of
    let reply = await this.send(witness, { checkpoint, old_size: Math.min(known, checkpoint.size) })
    if (reply.answer === 'conflict' && reply.size <= checkpoint.size) {
      reply = await this.send(witness, { checkpoint, old_size: reply.size })
    }
    await this.settle(witness, { checkpoint, reply })
  }

  private async send(witness: PolicyWitness, of: { checkpoint: NotedCheckpoint; old_size: number }): Promise<Reply> {
    const { checkpoint, old_size } = of
    return askWitness({ witness, checkpoint, old_size, proof: await this.prove(old_size, checkpoint.size) })
  }

  private async settle(witness: PolicyWitness, of: { checkpoint: NotedCheckpoint; reply: Reply }): Promise<void> {
    const { database, clock, log } = this.parts
    const { checkpoint, reply } = of
    const { size } = checkpoint
    const isSigned = reply.answer === 'cosigned'
    const answer = answerOf(reply, size)
    if (isSigned) await addCosignature(database, size, reply.line)
    const at = new Date(clock.now())
    const row = { verifier_key: verifierKeyText(witness.verifier), size: isSigned ? size : 0, at: isSigned ? at : null }
    await database.query(saveAnswer({ ...row, answer }))
    if (answer === 'ahead' || answer === 'contradicted') {
      log.error({ witness: witness.name, answer, size }, 'a witness knows another history of the log; was it set back?')
    }
    this.pause(witness, isSigned)
  }

  private pause(witness: PolicyWitness, isSigned: boolean): void {
    const last = this.pauses.get(witness)
    this.pauses.delete(witness)
    if (isSigned) return
    const length_ms = last === undefined ? pause_ms : Math.min(PAUSE_MS_MAX, 2 * last.length_ms)
    this.pauses.set(witness, { length_ms, until: this.parts.clock.now() + length_ms })
  }

  private async prove(old_size: number, size: number): Promise<Uint8Array[]> {
    const growth = { old_size, size }
    return proveConsistency(growth, await readerOf(this.parts.database, consistencyTiles(growth)))
  }
}

function answerOf(reply: Reply, size: number): WitnessAnswer {
  if (reply.answer !== 'conflict') return reply.answer
  return reply.size > size ? 'ahead' : 'refused'
}

import { join } from 'node:path'
import { type Clock, equalBytes } from '@symbolon/protocol/kernel'
import {
  type AddCheckpoint,
  cosign,
  decideCosigning,
  type NoteSigner,
  type NoteVerifier,
  type SignedCheckpoint,
  signatureLines,
  verifierKeyText,
} from '@symbolon/protocol/log'
import { logReadingErrors } from '@symbolon/sdk/log'
import { type Contradiction, keepEvidence, signedByLog } from './evidence.ts'
import type { FileSystem } from './file-system.ts'
import { orFailed } from './or-failed.ts'
import { parseStanding, type Standing, standingText } from './standing.ts'
import { makeFolderDurably, replaceDurably } from './write-durably.ts'

export interface WitnessParts {
  readonly files: FileSystem
  /** Where it remembers; nobody else works there. */
  readonly folder: string
  readonly signer: NoteSigner
  readonly clock: Clock
}

/** A request whose log and signature are verified. */
export interface SignedRequest extends AddCheckpoint {
  readonly checkpoint: SignedCheckpoint
}

/** What became of a checkpoint. */
export type Outcome =
  | {
      readonly kind: 'cosigned'
      readonly checkpoint: SignedCheckpoint
      /** The cosignature, with its line end. */
      readonly lines: string
      /** False where it was cosigned before. */
      readonly isNew: boolean
    }
  | { readonly kind: 'stale'; readonly size: number }
  | { readonly kind: 'forked' | 'shrunk'; readonly size: number; readonly evidence: string }

/**
 * Cosigns the checkpoints of one log, each of which has grown from the one before, and remembers. No cosignature leaves
 * before what it says is remembered for good, and requests are decided one after another.
 */
export class Witness {
  private readonly parts: WitnessParts
  private standing: Standing | undefined
  private turn: Promise<unknown> = Promise.resolve()

  private constructor(parts: WitnessParts) {
    this.parts = parts
  }

  /** A witness that goes on from what its folder holds. @throws LOG_WITNESS_STATE_DAMAGED, LOG_WITNESS_FILES_FAILED */
  static async open(parts: WitnessParts): Promise<Witness> {
    const witness = new Witness(parts)
    await orFailed(makeFolderDurably(parts.files, parts.folder))
    const text = await orFailed(parts.files.read(witness.file))
    // What a killed process wrote last may not outlive a loss of power yet, so it is written again.
    if (text !== undefined) await witness.remember(parseStanding(text, { file: witness.file }))
    return witness
  }

  /** The key of the log, once it is pinned. */
  get log(): NoteVerifier | undefined {
    return this.standing?.log
  }

  /** What was cosigned last. */
  get last(): SignedCheckpoint | undefined {
    return this.standing?.last
  }

  /** The file with the proof that the log has forked. */
  get forked(): string | undefined {
    const name = this.standing?.forked
    return name === undefined ? undefined : join(this.parts.folder, name)
  }

  /** This log alone is witnessed from now on. @throws LOG_KEY_UNEXPECTED when another one is */
  pin(log: NoteVerifier): Promise<void> {
    return this.exclusively(async () => {
      const pinned = this.standing?.log
      if (pinned === undefined) await this.remember({ log, last: undefined, forked: undefined })
      else if (verifierKeyText(pinned) !== verifierKeyText(log)) {
        throw logReadingErrors.LOG_KEY_UNEXPECTED({ origin: pinned.key_name })
      }
    })
  }

  /**
   * Cosigns a checkpoint of the pinned log, if it has grown from the one before.
   * @throws LOG_CONSISTENCY_UNPROVEN, LOG_WITNESS_FILES_FAILED
   */
  take(request: SignedRequest): Promise<Outcome> {
    return this.exclusively(async () => {
      const { last } = this.known()
      if (this.forked !== undefined) return { kind: 'forked', size: last?.size ?? 0, evidence: this.forked }
      const decision = decideCosigning(request, last)
      if (decision === 'stale') return { kind: 'stale', size: last?.size ?? 0 }
      if (decision === 'cosign' || last === undefined) return await this.cosign(request.checkpoint)
      return await this.keep({ kind: 'forked', cosigned: last, contradicting: request.checkpoint })
    })
  }

  /** Keeps two checkpoints that contradict each other; after a fork nothing is cosigned any more. @throws LOG_WITNESS_FILES_FAILED */
  contradict(contradiction: Contradiction): Promise<Outcome> {
    return this.exclusively(() => this.keep(contradiction))
  }

  private async cosign(checkpoint: SignedCheckpoint): Promise<Outcome> {
    const { clock, signer } = this.parts
    const before = this.known()
    const { text } = checkpoint.note
    const line = cosign({ text, time_s: Math.floor(clock.now() / 1000) }, signer)
    const { last } = before
    const isNew = last === undefined || last.size !== checkpoint.size || !equalBytes(last.root, checkpoint.root)
    if (isNew) await this.remember({ ...before, last: withSignature(signedByLog(checkpoint), line) })
    return { kind: 'cosigned', checkpoint, lines: signatureLines([line]), isNew }
  }

  private async keep(contradiction: Contradiction): Promise<Outcome> {
    const { files, folder } = this.parts
    const evidence = await orFailed(keepEvidence(files, { folder, contradiction }))
    const { kind, contradicting } = contradiction
    if (kind === 'forked') await this.remember({ ...this.known(), forked: evidence })
    return { kind, size: contradicting.size, evidence: join(folder, evidence) }
  }

  private known(): Standing {
    if (this.standing === undefined) throw new TypeError('no log is pinned')
    return this.standing
  }

  // In memory it counts only when it is on the disk; what a failed write left there was never signed.
  private async remember(standing: Standing): Promise<void> {
    await orFailed(replaceDurably(this.parts.files, { path: this.file, text: standingText(standing) }))
    this.standing = standing
  }

  private get file(): string {
    return join(this.parts.folder, 'state.json')
  }

  private exclusively<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = this.turn.then(act, act)
    this.turn = turn.catch(() => undefined)
    return turn
  }
}

function withSignature(checkpoint: SignedCheckpoint, line: ReturnType<typeof cosign>): SignedCheckpoint {
  const { text, signatures } = checkpoint.note
  return { ...checkpoint, note: { text, signatures: [...signatures, line] } }
}

import { fromBase64Url, fromHex, type Hex, utf8 } from '@symbolon/protocol/kernel'
import { logErrors, parseCheckpoint, type ReceiptTrust } from '@symbolon/protocol/log'
import {
  expiryOf,
  medicinesErrors,
  type PackTraceProof,
  packTraceText,
  parsePackTrace,
  type ShownPackTrace,
  type TracedCheckpoint,
  type TracedEvent,
  verifyPackTrace,
} from '@symbolon/protocol/medicines'
import { type Client, type LedgerPlace, sdkErrors } from '../kernel/index.ts'
import { type Anchoring, findAnchoring } from '../log/index.ts'
import { type FoundStep, findLedgerSteps } from './find-ledger-steps.ts'
import type { EventPlace, HiddenStep, PackOrigin, PackTrace, TraceStep } from './trace-pack.ts'

/** Seconds after which it is worth to ask again for what is not published yet. */
const PENDING_S = 2
const day_ms = 86_400_000

/** A trace to be verified, and whose word counts. */
export interface TraceVerifying extends ReceiptTrust {
  /** Bytes of the file. */
  readonly file: Uint8Array
  /** A ledger to be asked; without it nothing leaves this machine. */
  readonly anchor?: LedgerPlace
}

/** What a trace was found to show. */
export interface VerifiedTrace extends ShownPackTrace {
  /** What the ledger says of each checkpoint; nothing where it was not asked, or the file names no ledger. */
  readonly anchorings: readonly (Anchoring | null)[]
  /** What the ledger says of the batch and of each handover; `null` when it was not asked. */
  readonly found: readonly FoundStep[] | null
}

/**
 * The file `….pack-trace` that shows anybody, without this node, where a pack comes from: the way to the root of its batch,
 * the block in which that was commissioned and those in which the pack changed hands, each event with its place in the
 * log, and of an event that the caller may not see the entry alone. It is verified before it is handed out.
 * @param of.trace from `tracePack`
 * @returns text of the file
 * @throws MEDICINES_NUMBER_UNKNOWN for a pack that is not recorded here, LOG_PROOF_PENDING until a checkpoint covers every
 * event (trace again), SDK_NODE_UNTRUE, and as `verifyTraceProof`
 * @example const text = writeTraceProof(client, { trace: await tracePack(client, { scan }) })
 */
export function writeTraceProof(client: Client, { trace }: { readonly trace: PackTrace }): string {
  const { verified, origin, steps, hidden } = trace
  if (origin === null) throw medicinesErrors.MEDICINES_NUMBER_UNKNOWN()
  const under = new Map<string, number>()
  const checkpoints: TracedCheckpoint[] = []
  const placeOf = (place: EventPlace | null) => {
    if (place === null) throw logErrors.LOG_PROOF_PENDING({ seconds: PENDING_S })
    const { index, hashes, checkpoint, anchor } = place
    const known = under.get(checkpoint)
    if (known === undefined) {
      under.set(checkpoint, checkpoints.length)
      checkpoints.push({ checkpoint: parseCheckpoint(checkpoint), anchor })
    }
    return { under: under.get(checkpoint) ?? 0, index, path: hashes.map(fromBase64Url) }
  }
  const events: TracedEvent[] = [
    ...steps.map((step) => ({ ...placeOf(step.proof), ...contentsOf(step) })),
    ...hidden.map((one) => ({ ...placeOf(one.proof), entry: entryOf(one) })),
  ]
  const proof = {
    ...packAndLedger(origin, client.clock.now()),
    log: verified.log,
    checkpoints,
    events: events.sort((left, right) => left.index - right.index),
  }
  const text = packTraceText(proof)
  const { token } = verifyPackTrace(parsePackTrace(utf8(text)), { pinned: [verified.log] })
  if (token !== BigInt(origin.proof.token_id)) throw sdkErrors.SDK_NODE_UNTRUE({ what: origin.proof.serial })
  return text
}

function contentsOf({ body, salt, event_text: event }: TraceStep) {
  if (salt === null) throw logErrors.LOG_PROOF_PENDING({ seconds: PENDING_S })
  return { body, salt: fromBase64Url(salt), event }
}

function entryOf({ entry }: HiddenStep): Uint8Array {
  if (entry === null) throw logErrors.LOG_PROOF_PENDING({ seconds: PENDING_S })
  return fromBase64Url(entry)
}

function packAndLedger({ proof, steps }: PackOrigin, now: number): Pick<PackTraceProof, 'pack' | 'ledger'> {
  const { gtin, serial, lot, index, count, chain_id, contract } = proof
  const expiry = new Date((expiryOf(proof.expiry, now) ?? 0) * day_ms).toISOString().slice(0, 10)
  const [salt, root] = [fromHex(proof.salt), fromHex(proof.root)]
  return {
    pack: { gtin, serial, lot, expiry, salt, index, count, root, path: proof.proof.map(fromHex) },
    ledger: {
      chain_id,
      contract: contract.toLowerCase() as Hex,
      steps: steps.flatMap(({ step, block, transaction }) =>
        step === 'marked' || block === null || transaction === null ? [] : [{ step, block, transaction }],
      ),
    },
  }
}

/**
 * What the trace of a pack shows, with nobody's word but that of the keys that are trusted, and of a ledger where one is
 * named. Without a policy and without a pinned key it is the file's own key: then the file proves that it is whole, and
 * not whose log it is.
 * @throws MEDICINES_TRACE_INVALID, MEDICINES_TRACE_PACK_UNPROVEN, MEDICINES_TRACE_EVENT_DIFFERS, MEDICINES_TRACE_ALTERED,
 * MEDICINES_TRACE_LEDGER_DIFFERS, LOG_INCLUSION_UNPROVEN, LOG_SIGNATURE_INVALID, LOG_SIGNATURE_MISSING,
 * LOG_CHECKPOINT_INVALID, LOG_QUORUM_MISSING, LOG_ANCHOR_UNPROVEN, SDK_LEDGER_UNREACHABLE
 * @example const { events } = await verifyTraceProof({ file: await readFile(path), policy })
 */
export async function verifyTraceProof({ file, anchor, ...trust }: TraceVerifying): Promise<VerifiedTrace> {
  const shown = verifyPackTrace(parsePackTrace(file), trust)
  if (anchor === undefined) return { ...shown, anchorings: shown.checkpoints.map(() => null), found: null }
  const anchorings: (Anchoring | null)[] = []
  for (const { checkpoint, anchor: claim } of shown.checkpoints) {
    const { origin, root } = checkpoint
    anchorings.push(claim === null ? null : await findAnchoring({ anchor: claim, origin, root }, anchor))
  }
  return { ...shown, anchorings, found: await findLedgerSteps(shown, anchor) }
}

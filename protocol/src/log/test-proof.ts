import { utf8 } from '../kernel/index.ts'
import { parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { integrate } from './integrate.ts'
import { leafOf } from './leaf.ts'
import { noteText } from './note.ts'
import { cosign } from './note-signing.ts'
import { proveInclusion } from './prove.ts'
import type { ReceiptProof } from './receipt-proof.ts'
import type { AnchorClaim, SignInClaim } from './receipt-proof-extra.ts'
import { grownLog, testSigner } from './test-log.ts'
import { treeRoot } from './tree.ts'

export const testLog = testSigner('log.example')
export const testWitnesses = [1, 2, 3].map((i) => testSigner(`w${i}.example`, 'cosignature'))
/** Seconds since 1970 at which the witnesses of a test sign. */
export const testTime_s = 1_800_000_000

export const testAnchor: AnchorClaim = {
  chain_id: 7010,
  contract: `0x${'c1'.repeat(20)}`,
  founder: `0x${'f0'.repeat(20)}`,
  size: 300,
  transaction: `0x${'7a'.repeat(32)}`,
  block: 12,
}

/** Nothing here looks at what it says. */
export const testSignIn: SignInClaim = { message: 'a message\nof two lines', signature: `0x${'5e'.repeat(65)}` }

/** A receipt as the last of 300 entries of a log, cosigned by the first two witnesses. */
export async function testReceiptProof(
  body: string,
  {
    anchor = testAnchor,
    log = testLog,
    sign_in,
  }: { anchor?: AnchorClaim | null; log?: typeof testLog; sign_in?: SignInClaim } = {},
): Promise<ReceiptProof> {
  const salt = new Uint8Array(64).fill(7)
  const before = grownLog(299)
  const grown = integrate(before.log, [leafOf({ r: salt, body: utf8(body) })])
  before.store.put(grown.tiles)
  const origin = log.verifier.key_name
  const { note } = parseCheckpoint(signCheckpoint({ origin, size: 300, root: treeRoot(grown.edge.tree) }, log))
  const lines = testWitnesses.slice(0, 2).map((signer) => cosign({ text: note.text, time_s: testTime_s }, signer))
  const checkpoint = parseCheckpoint(noteText({ ...note, signatures: [...note.signatures, ...lines] }))
  const proof = await proveInclusion({ index: 299, size: 300 }, before.store.read)
  return { body, salt, index: 299, proof, checkpoint, log: log.verifier, anchor, ...(sign_in && { sign_in }) }
}

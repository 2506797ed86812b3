import {
  addCheckpointText,
  type NotedCheckpoint,
  type NoteSignature,
  type NoteVerifier,
  type PolicyWitness,
  parseSignatureLines,
  verifiedSignatures,
} from '@symbolon/protocol/log'

const answer_ms_max = 5_000
const answer_bytes_max = 64 * 1024

/** What a witness said to a checkpoint. */
export type Reply =
  | { readonly answer: 'cosigned'; readonly line: NoteSignature }
  /** It knows the log at this size. */
  | { readonly answer: 'conflict'; readonly size: number }
  /** It knows another root of this size. */
  | { readonly answer: 'contradicted' }
  | { readonly answer: 'refused' }
  | { readonly answer: 'unreachable' }

export interface Asking {
  readonly witness: PolicyWitness
  readonly checkpoint: NotedCheckpoint
  readonly old_size: number
  readonly proof: readonly Uint8Array[]
}

/** Sends a checkpoint to a witness. Never throws for what the witness does. @source C2SP tlog-witness, add-checkpoint */
export async function askWitness({ witness, ...request }: Asking): Promise<Reply> {
  try {
    const response = await fetch(`${(witness.url ?? '').replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: addCheckpointText(request),
      redirect: 'error',
      signal: AbortSignal.timeout(answer_ms_max),
    })
    return replyOf({ response, body: await bodyOf(response) }, request.checkpoint, witness.verifier)
  } catch {
    return { answer: 'unreachable' }
  }
}

function replyOf(
  { response, body }: { response: Response; body: string },
  { note }: NotedCheckpoint,
  verifier: NoteVerifier,
): Reply {
  if (response.status === 200) return cosignatureIn(body, note.text, verifier)
  if (response.status !== 409) return { answer: 'refused' }
  const isSize =
    response.headers.get('content-type')?.startsWith('text/x.tlog.size') && /^(0|[1-9]\d{0,15})\n$/.test(body)
  return isSize ? { answer: 'conflict', size: Number(body) } : { answer: 'contradicted' }
}

/** Lines by other keys are left out, whoever sends them. */
function cosignatureIn(body: string, text: string, verifier: NoteVerifier): Reply {
  try {
    const lines = parseSignatureLines(body).filter(
      ({ key_name, key_id }) => key_name === verifier.key_name && key_id === verifier.key_id,
    )
    const line = lines.at(-1)
    const isValid = line !== undefined && verifiedSignatures({ text, signatures: [line] }, [verifier]).length === 1
    return isValid ? { answer: 'cosigned', line } : { answer: 'refused' }
  } catch {
    return { answer: 'refused' }
  }
}

async function bodyOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size_bytes = 0
  for await (const chunk of response.body ?? []) {
    size_bytes += chunk.length
    if (size_bytes > answer_bytes_max) throw new Error('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { hasCode } from '@symbolon/protocol/kernel'
import {
  cosign,
  emptyRoot,
  type NoteVerifier,
  noteSigner,
  parseAddCheckpoint,
  signatureLines,
  verifierKeyText,
  verifyCheckpoint,
  verifyConsistency,
} from '@symbolon/protocol/log'

/** A witness over HTTP that knows one log and remembers how far it has cosigned it. */
export interface TestWitness {
  readonly url: string
  readonly vkey: string
  /** Status of every answer, in order. */
  readonly answers: number[]
  size: number
  root: Uint8Array
  /** What it answers instead of thinking. */
  instead: Answer | undefined
  stop(): Promise<void>
}

let witnesses = 0

export async function startTestWitness(log: () => NoteVerifier): Promise<TestWitness> {
  const seed = new Uint8Array(32).fill(++witnesses)
  const signer = noteSigner({ key_name: `witness.example/${witnesses}`, type: 'cosignature', seed })
  const state = { size: 0, root: emptyRoot() as Uint8Array }
  const judge = (text: string): Answer => {
    const { old_size, proof, checkpoint } = parseAddCheckpoint(text)
    verifyCheckpoint(checkpoint, [log()])
    if (old_size !== state.size) return { status: 409, type: 'text/x.tlog.size', body: `${state.size}\n` }
    verifyConsistency({ old_size, old_root: state.root, size: checkpoint.size, root: checkpoint.root, proof })
    Object.assign(state, { size: checkpoint.size, root: checkpoint.root })
    return {
      status: 200,
      body: signatureLines([cosign({ text: checkpoint.note.text, time_s: 1_700_000_000 }, signer)]),
    }
  }
  const reply = async (request: IncomingMessage, response: ServerResponse) => {
    const text = (await request.toArray()).join('')
    const isAsked = request.url === '/add-checkpoint'
    const { status, type, body }: Answer = isAsked ? (witness.instead ?? answer(judge, text)) : { status: 404 }
    witness.answers.push(status)
    response.writeHead(status, { 'content-type': type ?? 'text/plain' }).end(body ?? '')
  }
  const server = createServer((request, response) => void reply(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const witness: TestWitness = Object.assign(state, {
    url: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}`,
    vkey: verifierKeyText(signer.verifier),
    answers: [] as number[],
    instead: undefined,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
  return witness
}

interface Answer {
  readonly status: number
  readonly type?: string
  readonly body?: string
}

function answer(judge: (text: string) => Answer, text: string): Answer {
  try {
    return judge(text)
  } catch (fault) {
    return { status: hasCode(fault, 'LOG_CONSISTENCY_UNPROVEN') ? 422 : 400 }
  }
}

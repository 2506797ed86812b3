import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sha256, utf8 } from '@symbolon/protocol/kernel'
import {
  type Checkpoint,
  emptyLog,
  integrate,
  type LogEdge,
  noteSigner,
  parseCheckpoint,
  type SignedCheckpoint,
  signCheckpoint,
  tilePath,
  treeRoot,
  verifierKeyText,
  verifyCheckpoint,
} from '@symbolon/protocol/log'

export const testOrigin = 'log.example/test'
/** One key for every test log, so that two of them are a fork. */
export const testLogSigner = noteSigner({
  key_name: testOrigin,
  type: 'ed25519',
  seed: sha256(utf8('a log of the tests')),
})

/** A log in memory with every tile that it ever had, served by the standard's paths. */
export class TestLog {
  readonly files = new Map<string, Uint8Array>()
  readonly asked: string[] = []
  /** Answers instead of the file where it gives true. */
  instead: (request: IncomingMessage, response: ServerResponse) => boolean = () => false
  private edge: LogEdge = emptyLog

  constructor() {
    this.files.set('key', utf8(`${verifierKeyText(testLogSigner.verifier)}\n`))
  }

  get checkpoint(): Checkpoint {
    return { origin: testOrigin, size: this.edge.tree.size, root: treeRoot(this.edge.tree) }
  }

  /** The newest one, as the log signed it. */
  get signed(): SignedCheckpoint {
    return verifyCheckpoint(parseCheckpoint(this.note), [testLogSigner.verifier])
  }

  get note(): string {
    return signCheckpoint(this.checkpoint, testLogSigner)
  }

  /** So many entries more, others with another seed, and a checkpoint of them. */
  grow(count: number, seed = ''): this {
    const from = this.edge.tree.size
    const added = Array.from({ length: count }, (_, i) => sha256(utf8(`${seed}${from + i}`)))
    const { edge, tiles } = integrate(this.edge, added)
    for (const { path, bytes } of tiles) this.files.set(path, bytes.slice())
    this.edge = edge
    this.files.set('checkpoint', utf8(this.note))
    return this
  }

  /** The widest tile of a place that there is. */
  widest(level: number, index: number): Uint8Array {
    const whole = tilePath({ level, index, width: 256 })
    const width = (path: string) => Number(path.split('.p/')[1] ?? 256)
    const paths = [...this.files.keys()].filter((path) => path === whole || path.startsWith(`${whole}.p/`))
    const [widest = whole] = paths.sort((a, b) => width(b) - width(a))
    return this.files.get(widest) ?? new Uint8Array()
  }

  /** A file with its first byte changed. */
  alter(path: string): void {
    const bytes = this.files.get(path)?.slice() ?? new Uint8Array(1)
    bytes[0] = (bytes[0] ?? 0) ^ 1
    this.files.set(path, bytes)
  }

  readonly answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = (request.url ?? '').replace(/^\/log\//, '')
    this.asked.push(path)
    if (this.instead(request, response)) return
    const bytes = this.files.get(path)
    response.writeHead(bytes === undefined ? 404 : 200).end(bytes)
  }
}

/** Serves what a test says at `…/log` on a real socket; answers with the prefix and how to stop. */
export async function serveLog(log: Pick<TestLog, 'answer'>): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => log.answer(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}/log`, stop }
}

import { createServer, type Socket } from 'node:net'
import type { TestContext } from 'node:test'
import { createServer as createTlsServer, TLSSocket } from 'node:tls'
import { testCertificate } from './test-certificate.ts'

/** How a server differs from one that takes everything. */
interface Script {
  readonly abilities?: readonly string[]
  /** Answers in the place of the usual ones, by the first word of the command; `.` is the end of a mail. */
  readonly answers?: Readonly<Record<string, string>>
  readonly greeting?: string
  readonly tls?: boolean
  readonly certificate?: { readonly cert: string; readonly key: string }
}

interface TestServer {
  readonly port: number
  /** What it was told, line by line. */
  readonly told: string[]
  /** Resolves when it has had a connection and has none any more. */
  readonly left: Promise<void>
}

/** A submission server on a real socket. */
export async function serve(t: TestContext, script: Script = {}): Promise<TestServer> {
  const { promise: left, resolve } = Promise.withResolvers<void>()
  const { certificate = testCertificate } = script
  const told: string[] = []
  const sockets = new Set<Socket>()
  const open = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('close', () => {
      sockets.delete(socket)
      if (sockets.size === 0) resolve()
    })
    new Conversation(script, told).begin(socket)
  }
  const server = script.tls ? createTlsServer({ ...certificate }, open) : createServer(open)
  server.listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { port: (server.address() as { port: number }).port, told, left }
}

class Conversation {
  private readonly script: Script
  private readonly told: string[]
  private socket: Socket | undefined
  private rest = ''
  private expects: 'command' | 'name' | 'password' | 'mail' = 'command'

  constructor(script: Script, told: string[]) {
    this.script = script
    this.told = told
  }

  begin(socket: Socket): void {
    this.listen(socket)
    this.say(this.script.greeting ?? '220 mail.example ready')
  }

  private listen(socket: Socket): void {
    this.socket = socket
    socket.on('error', () => undefined)
    socket.on('data', (bytes: Buffer) => {
      const lines = (this.rest + bytes.toString()).split('\r\n')
      this.rest = lines.pop() ?? ''
      for (const line of lines) this.take(line)
    })
  }

  private say(text: string): void {
    this.socket?.write(`${text}\r\n`)
  }

  private take(line: string): void {
    this.told.push(line)
    const { expects } = this
    if (expects === 'mail' && line !== '.') return
    const verb = line.split(/[ :]/)[0] ?? ''
    this.expects = this.next(line)
    const scripted = this.script.answers?.[verb]
    if (scripted !== undefined) this.say(scripted)
    else if (verb === 'STARTTLS') this.encrypt()
    else if (expects === 'command') this.say(this.answer(line, verb))
    else this.say({ name: '334 x', password: '235 in', mail: '250 kept' }[expects])
  }

  private next(line: string): Conversation['expects'] {
    if (line === 'AUTH LOGIN') return 'name'
    if (this.expects === 'name') return 'password'
    return line === 'DATA' ? 'mail' : 'command'
  }

  private answer(line: string, verb: string): string {
    if (verb === 'DATA') return '354 go on'
    if (verb === 'AUTH') return line === 'AUTH LOGIN' ? '334 x' : '235 in'
    if (verb !== 'EHLO') return '250 good'
    const lines = ['mail.example', ...(this.script.abilities ?? ['AUTH PLAIN LOGIN'])]
    return lines.map((text, i) => `250${i < lines.length - 1 ? '-' : ' '}${text}`).join('\r\n')
  }

  private encrypt(): void {
    this.say('220 go on')
    const plain = this.socket as Socket
    plain.removeAllListeners('data')
    this.listen(new TLSSocket(plain, { isServer: true, ...(this.script.certificate ?? testCertificate) }))
  }
}

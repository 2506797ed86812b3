import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { SmtpReplies, type SmtpReply, SmtpReplyFault } from './smtp-replies.ts'

/** Where mail is handed over. */
export interface SmtpPlace {
  readonly host: string
  readonly port: number
  /** `at-once`: TLS from the first byte. `upgrade`: STARTTLS, or nothing. `none`: this machine's own server. */
  readonly encryption: 'at-once' | 'upgrade' | 'none'
  /** PEM of further authorities, for tests. */
  readonly ca?: string
}

/** A conversation with a mail server: one command, one reply. */
export class SmtpConnection {
  private readonly place: SmtpPlace
  private socket: Socket
  private replies = new SmtpReplies()
  private readonly arrived: SmtpReply[] = []
  private waiting: { resolve(reply: SmtpReply): void; reject(fault: Error): void } | undefined
  private fault: Error | undefined

  constructor(place: SmtpPlace, ending: AbortSignal) {
    this.place = place
    const { host, port } = place
    this.socket =
      place.encryption === 'at-once' ? connectTls({ port, ...this.identity() }) : connectPlain({ host, port })
    this.listen()
    ending.addEventListener('abort', () => this.fail(new Error('late')), { once: true })
    if (ending.aborted) this.fail(new Error('late'))
  }

  /** The reply that comes next. */
  reply(): Promise<SmtpReply> {
    const arrived = this.arrived.shift()
    if (arrived !== undefined) return Promise.resolve(arrived)
    if (this.fault !== undefined) return Promise.reject(this.fault)
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject }
    })
  }

  command(line: string): Promise<SmtpReply> {
    this.socket.write(`${line}\r\n`)
    return this.reply()
  }

  /** Everything from here on is encrypted. What was said before in clear, beyond the reply, is not listened to. */
  async encrypt(): Promise<void> {
    if (this.arrived.length > 0 || this.replies.isPartial) throw new SmtpReplyFault()
    const plain = this.socket
    plain.removeAllListeners('data')
    this.replies = new SmtpReplies()
    this.socket = connectTls({ socket: plain, ...this.identity() })
    this.listen()
    await new Promise<void>((resolve, reject) => {
      this.waiting = { resolve: () => reject(new SmtpReplyFault()), reject }
      this.socket.once('secureConnect', () => {
        this.waiting = undefined
        resolve()
      })
    })
  }

  close(): void {
    this.socket.destroy()
  }

  private identity() {
    const { host, ca } = this.place
    return { host, ...(isIP(host) === 0 && { servername: host }), ...(ca !== undefined && { ca }) }
  }

  private listen(): void {
    this.socket.on('data', (bytes: Buffer) => this.hear(bytes))
    this.socket.on('error', (fault) => this.fail(fault))
    this.socket.on('close', () => this.fail(new Error('closed')))
  }

  private hear(bytes: Buffer): void {
    try {
      for (const reply of this.replies.push(bytes)) this.tell(reply)
    } catch (fault) {
      this.fail(fault as Error)
    }
  }

  private tell(reply: SmtpReply): void {
    const { waiting } = this
    this.waiting = undefined
    if (waiting === undefined) this.arrived.push(reply)
    else waiting.resolve(reply)
  }

  private fail(fault: Error): void {
    this.fault ??= fault
    this.waiting?.reject(this.fault)
    this.waiting = undefined
    this.socket.destroy()
  }
}

/** A line of a reply, and the lines of one reply, at most. @source RFC 5321 §4.5.3.1.5 asks for 512 */
const LINE_BYTES_MAX = 2_048
const LINES_MAX = 64

/** One whole reply of a mail server. */
export interface SmtpReply {
  readonly code: number
  /** What stands behind the code, line by line. */
  readonly lines: readonly string[]
}

/** What a server says is not SMTP, or more than a reply may hold. */
export class SmtpReplyFault extends Error {}

/** Puts together the replies of a server as their bytes come in. @source RFC 5321 §4.2.1 */
export class SmtpReplies {
  private rest = ''
  private lines: string[] = []
  private code: string | undefined

  /** The replies that the bytes have made whole. @throws SmtpReplyFault */
  push(bytes: Buffer): SmtpReply[] {
    const lines = (this.rest + bytes.toString('latin1')).split('\n')
    this.rest = lines.pop() ?? ''
    if (this.rest.length > LINE_BYTES_MAX) throw new SmtpReplyFault()
    return lines.flatMap((line) => this.take(line.replace(/\r$/, '')))
  }

  /** True when something was said that is no whole reply yet. */
  get isPartial(): boolean {
    return this.rest !== '' || this.lines.length > 0
  }

  private take(line: string): SmtpReply[] {
    const [, code, mark, text = ''] = /^([2-5]\d\d)(?:([ -])(.*))?$/.exec(line) ?? []
    const isForeign = code === undefined || (this.code !== undefined && this.code !== code)
    if (isForeign || line.length > LINE_BYTES_MAX || this.lines.length === LINES_MAX) throw new SmtpReplyFault()
    this.lines.push(text)
    this.code = code
    if (mark === '-') return []
    const reply = { code: Number(code), lines: this.lines }
    this.lines = []
    this.code = undefined
    return [reply]
  }
}

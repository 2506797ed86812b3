import type { Socket } from 'node:net'
import { kernelErrors, type SymbolonError } from '@symbolon/protocol/kernel'
import { type Presenters, presenterAt } from './error-presenter.ts'
import { languageOf } from './language.ts'

/** What Node's parser says of bytes that it gave up on. */
type ParserFault = Error & { readonly code?: string | undefined; readonly rawPacket?: unknown }

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
  501: 'Not Implemented',
}

/** Answers bytes that are no HTTP request: there is no request object, so the answer is written by hand. */
export function refuseUnreadable(
  fault: ParserFault,
  socket: Socket,
  { request_id, presenters }: { request_id: string; presenters: Presenters },
): void {
  if (fault.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const failure = failureOf(fault)
  const language = languageOf(acceptLanguageIn(textOf(fault)))
  const { mediaType, present } = presenterAt(presenters, pathIn(textOf(fault)))
  const body = JSON.stringify(present(failure, { language, path: '', request_id }))
  const { status } = failure.row
  const head = [
    `HTTP/1.1 ${status} ${reasons[status] ?? ''}`,
    `Content-Type: ${mediaType}`,
    `Content-Language: ${language}`,
    `X-Request-Id: ${request_id}`,
    'Cache-Control: no-store',
    'Connection: close',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** @source RFC 9110 §15.6.2, RFC 6585 §5 */
function failureOf(fault: ParserFault): SymbolonError {
  const { code } = fault
  if (code === 'HPE_HEADER_OVERFLOW') return kernelErrors.KERNEL_HEADERS_TOO_LARGE()
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return kernelErrors.KERNEL_REQUEST_TIMEOUT()
  const isRequest = /^[!#$%&'*+.^_`|~\w-]+ \S+ HTTP\/1\.[01]\r?\n/.test(textOf(fault))
  if (code === 'HPE_INVALID_METHOD' && isRequest) return kernelErrors.KERNEL_METHOD_UNKNOWN()
  return kernelErrors.KERNEL_HTTP_MALFORMED()
}

/** The path of the request line, when the bytes begin with one. */
function pathIn(packet: string): string {
  return /^[A-Z]+ (\/[^ ?#]*)/.exec(packet.slice(0, requestLineBytesMax))?.[1] ?? ''
}

/** Enough of a request line to know the door by. */
const requestLineBytesMax = 256

function acceptLanguageIn(packet: string): string | undefined {
  return /\r\naccept-language: *([^\r\n]{1,200})/i.exec(packet)?.[1]
}

function textOf({ rawPacket }: ParserFault): string {
  return Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1') : ''
}

import { type Logger, type LoggerOptions, pino } from 'pino'

export type { Logger }

/** Names that never reach a log line, wherever they hang; a second fence behind never logging them. */
const secrets = ['authorization', 'cookie', 'token', 'signature', 'passphrase', 'message', 'manifest', 'terms', 'body']

/** Structured JSON lines on standard error: standard output belongs to the ready line. */
export function createLogger(level: string): Logger {
  return pino(loggerOptions(level), pino.destination({ dest: 2, sync: true }))
}

/** What keeps secrets and messages of other people's code out of the lines, wherever they go. */
export function loggerOptions(level: string): LoggerOptions {
  const paths = secrets.flatMap((name) => [name, `*.${name}`, `*.headers.${name}`])
  return { level, base: null, redact: { paths, censor: '[redacted]' }, serializers: { err: describe } }
}

/** Code and stack of an error, never its message: messages of other people's code may quote values. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  const code = 'code' in error ? error.code : undefined
  return { type: error.name, code, stack: frames.join('\n') }
}

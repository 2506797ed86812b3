import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Hex } from '@symbolon/protocol/kernel'
import { type LogSettings, readLogSettings } from './log-settings.ts'
import { address, integer, invalid, positive, present, webOrigin } from './read-setting.ts'

export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const
export type LogLevel = (typeof logLevels)[number]

/** Everything a node may be told from outside; `readConfig` is its one source. */
export interface Config extends LogSettings {
  /** Absolute path of the data folder. */
  readonly data: string
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  /** A PostgreSQL ≥ 16 of one's own; without it the node runs its own under `<data>/postgres`. */
  readonly database_url?: string
  /** Absolute folder or `s3://bucket?endpoint=…`. */
  readonly blobs: string
  readonly s3_access_key?: string
  readonly s3_secret_key?: string
  /** Becomes administrator and first authority of `Parties` at genesis. */
  readonly authority?: Hex
  /** Absolute keyring folders of the institutions whose keys this node holds. */
  readonly hosted: readonly string[]
  readonly hosted_passphrase?: string
  /** Origin at which people reach a node that stands behind a proxy or on a network: `https://node.example`. */
  readonly public_url?: string
  /** Requests of one session in a minute; without it the door's own ceiling. */
  readonly session_requests_max?: number
  /** Where mail is handed over: `smtp://…`, `smtps://…` or `catch:`; and who it is from. */
  readonly smtp_url?: string
  readonly smtp_from?: string
  /** Absolute path of a file that names the trusted issuers of GS1 licences. */
  readonly gs1_roots?: string
  /** Seconds after which what this node knows of packs says nothing any more. */
  readonly status_age_s?: number
  readonly chain_id: number
  readonly block_ms: number
  readonly relay_delay_ms: number
  readonly log: LogLevel
}

type Environment = Readonly<Record<string, string | undefined>>

export interface ConfigSource {
  readonly env: Environment
  readonly args: readonly string[]
}

/** The configuration of this process. @throws KERNEL_CONFIG_INVALID naming the setting */
export function readConfig(source: ConfigSource = { env: process.env, args: process.argv.slice(2) }): Config {
  const { env } = source
  const flags = readFlags(source.args)
  const data = resolve(flags.data ?? env.SYMBOLON_DATA ?? '.symbolon')
  const blobs = env.SYMBOLON_BLOBS
  const host = env.SYMBOLON_HOST ?? '127.0.0.1'
  const public_url = webOrigin('SYMBOLON_PUBLIC_URL', env.SYMBOLON_PUBLIC_URL)
  // Nobody could say by which name such a node is called, and sign-ins are bound to it.
  if (public_url === undefined && wildcards.includes(host)) throw invalid('SYMBOLON_PUBLIC_URL')
  return {
    data,
    host,
    port: integer('SYMBOLON_PORT', flags.port ?? env.SYMBOLON_PORT, { or: 7070, max: 65_535 }),
    blobs: blobs === undefined ? resolve(data, 'blobs') : blobs.startsWith('s3://') ? blobs : resolve(blobs),
    hosted: (env.SYMBOLON_HOSTED ?? '')
      .split(',')
      .filter((folder) => folder !== '')
      .map((folder) => resolve(folder)),
    chain_id: integer('SYMBOLON_CHAIN_ID', env.SYMBOLON_CHAIN_ID, { or: defaultChainId, max: 2 ** 31 }),
    block_ms: integer('SYMBOLON_BLOCK_MS', env.SYMBOLON_BLOCK_MS, { or: 100, max: 60_000 }),
    relay_delay_ms: integer('SYMBOLON_RELAY_DELAY_MS', env.SYMBOLON_RELAY_DELAY_MS, { or: 0, max: 86_400_000 }),
    log: logLevel(env.SYMBOLON_LOG),
    ...readLogSettings(env),
    ...present('database_url', databaseUrl(env.DATABASE_URL)),
    ...present('session_requests_max', positive('SYMBOLON_SESSION_REQUESTS_MAX', env.SYMBOLON_SESSION_REQUESTS_MAX)),
    ...present('authority', address('SYMBOLON_AUTHORITY', env.SYMBOLON_AUTHORITY)),
    ...present('hosted_passphrase', env.SYMBOLON_HOSTED_PASSPHRASE),
    ...present('public_url', public_url),
    ...(env.SYMBOLON_GS1_ROOTS && { gs1_roots: resolve(env.SYMBOLON_GS1_ROOTS) }),
    ...present('status_age_s', positive('SYMBOLON_STATUS_AGE_S', env.SYMBOLON_STATUS_AGE_S)),
    ...present('smtp_url', env.SYMBOLON_SMTP_URL),
    ...present('smtp_from', env.SYMBOLON_SMTP_FROM),
    ...present('s3_access_key', env.AWS_ACCESS_KEY_ID),
    ...present('s3_secret_key', env.AWS_SECRET_ACCESS_KEY),
  }
}

/** Every interface of the machine. */
const wildcards = ['0.0.0.0', '::', '']

/** Chain id of an embedded ledger; a network has its own. */
const defaultChainId = 7_010

function readFlags(args: readonly string[]): { data?: string | undefined; port?: string | undefined } {
  try {
    return parseArgs({ args: [...args], options: { data: { type: 'string' }, port: { type: 'string' } } }).values
  } catch {
    throw invalid('--data, --port')
  }
}

/** @source PostgreSQL 18 §32.1.1.2 */
function databaseUrl(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  if (!/^postgres(?:ql)?:\/\//.test(text)) throw invalid('DATABASE_URL')
  return text
}

function logLevel(text: string | undefined): LogLevel {
  if (text === undefined || text === '') return 'info'
  const level = logLevels.find((name) => name === text)
  if (level === undefined) throw invalid('SYMBOLON_LOG')
  return level
}

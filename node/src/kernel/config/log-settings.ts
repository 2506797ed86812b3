import { resolve } from 'node:path'
import type { Hex } from '@symbolon/protocol/kernel'
import { address, integer, invalid, present, webAddress } from './read-setting.ts'

/** How the transparency log is published, witnessed and anchored. */
export interface LogSettings {
  /** Seconds between two checkpoints of a log that grows. */
  readonly log_epoch_s: number
  /** The name of the log; without it the name that the log has, or gets at its first start. */
  readonly log_origin?: string
  /** Absolute path of a policy whose witnesses are asked to cosign. @source C2SP tlog-policy */
  readonly log_policy?: string
  /** Seconds between two anchors of a log that grows. */
  readonly anchor_every_s: number
  /** A second ledger on which the log is anchored, if any. */
  readonly anchor?: AnchorSettings
}

/** A ledger behind JSON-RPC with a contract `Checkpoints`, and who pays there. */
export interface AnchorSettings {
  readonly rpc_url: string
  readonly contract: Hex
  /** Absolute path of a file with the key of the account that pays. */
  readonly key_file: string
}

const epoch_s_max = 3_600
const anchor_s_max = 86_400

/** @throws KERNEL_CONFIG_INVALID naming the setting */
export function readLogSettings(env: Readonly<Record<string, string | undefined>>): LogSettings {
  const policy = env.SYMBOLON_LOG_POLICY
  return {
    log_epoch_s: integer('SYMBOLON_LOG_EPOCH_S', env.SYMBOLON_LOG_EPOCH_S, { or: 60, min: 1, max: epoch_s_max }),
    anchor_every_s: integer('SYMBOLON_ANCHOR_EVERY_S', env.SYMBOLON_ANCHOR_EVERY_S, {
      or: 60,
      min: 1,
      max: anchor_s_max,
    }),
    ...present('log_origin', keyName(env.SYMBOLON_LOG_ORIGIN)),
    ...(policy && { log_policy: resolve(policy) }),
    ...present('anchor', anchorSettings(env)),
  }
}

/** All three or none: half of them would look like an anchor and be none. */
function anchorSettings(env: Readonly<Record<string, string | undefined>>): AnchorSettings | undefined {
  const rpc_url = webAddress('SYMBOLON_ANCHOR_RPC_URL', env.SYMBOLON_ANCHOR_RPC_URL)
  const contract = address('SYMBOLON_ANCHOR_CONTRACT', env.SYMBOLON_ANCHOR_CONTRACT)
  const file = env.SYMBOLON_ANCHOR_KEY_FILE
  if (rpc_url === undefined && contract === undefined && !file) return undefined
  if (rpc_url === undefined) throw invalid('SYMBOLON_ANCHOR_RPC_URL')
  if (contract === undefined) throw invalid('SYMBOLON_ANCHOR_CONTRACT')
  if (!file) throw invalid('SYMBOLON_ANCHOR_KEY_FILE')
  return { rpc_url, contract, key_file: resolve(file) }
}

/** @source C2SP signed-note, Format: the name of a key has no space and no plus */
function keyName(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  if (!/^[^\s+\p{C}]{1,200}$/u.test(text)) throw invalid('SYMBOLON_LOG_ORIGIN')
  return text
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { kernelErrors } from '@symbolon/protocol/kernel'
import { type Policy, parsePolicy } from '@symbolon/protocol/log'
import type { Config, Job, NodeContext } from '../kernel/index.ts'
import { anchorOnLedger } from './ledger-anchor.ts'
import { type LogIdentity, openIdentity } from './log-identity.ts'
import type { LogWriter } from './log-writer.ts'
import type { NetworkAnchor, NetworkAnchorParts } from './network-anchor.ts'
import { Publisher } from './publisher.ts'
import { openSignedMemory } from './signed-memory.ts'
import { Witnesses } from './witnesses.ts'

/** What a log that has its key does with the world. */
export interface RunningLog {
  readonly identity: LogIdentity
  readonly publisher: Publisher
  anchor(): Promise<void>
  readonly second: NetworkAnchor | undefined
}

/**
 * Opens the log of the database for publication.
 * @throws LOG_KEY_CHANGED, LOG_ORIGIN_CHANGED, LOG_FORKED, KERNEL_CONFIG_INVALID
 */
export async function runLog(context: NodeContext, writer: LogWriter): Promise<RunningLog> {
  const { config, database, clock, ledger } = context
  const identity = await openIdentity(config, database)
  const signed = openSignedMemory(join(config.data, 'keys', 'log.signed'), identity.signer.verifier)
  const publisher = new Publisher({ database, clock, writer, identity, signed })
  await publisher.requireUnforked()
  const anchoring = { database, clock, identity, every_s: config.anchor_every_s }
  const second = config.anchor && (await openNetworkAnchor({ ...anchoring, settings: config.anchor }))
  return { identity, publisher, second, anchor: () => anchorOnLedger({ ...anchoring, ledger }) }
}

/** Most nodes have no second ledger, and need not load the client of one. @throws KERNEL_CONFIG_INVALID */
async function openNetworkAnchor(parts: NetworkAnchorParts): Promise<NetworkAnchor> {
  const { NetworkAnchor } = await import('./network-anchor.ts')
  return new NetworkAnchor(parts)
}

/** The policy of the configuration, if any. @throws KERNEL_CONFIG_INVALID, LOG_POLICY_INVALID */
export function readPolicy({ log_policy }: Config): Policy | undefined {
  if (log_policy === undefined) return undefined
  return parsePolicy(readText(log_policy))
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw kernelErrors.KERNEL_CONFIG_INVALID({ setting: 'SYMBOLON_LOG_POLICY' }, { cause })
  }
}

/** How often a log looks at what is due: publication once an epoch, all else more often than it can be due. */
export function logJobs(
  context: NodeContext,
  { policy, running }: { policy: Policy | undefined; running(): RunningLog },
): Job[] {
  const { config, database, clock, log } = context
  const epoch_ms = config.log_epoch_s * 1000
  const look_ms = Math.min(epoch_ms, config.anchor_every_s * 1000)
  const jobs = [
    { name: 'log-publish', every_ms: epoch_ms, run: () => running().publisher.publish() },
    { name: 'log-anchor', every_ms: look_ms, run: () => running().anchor() },
  ]
  if (config.anchor !== undefined) {
    jobs.push({ name: 'log-anchor-second', every_ms: look_ms, run: async () => running().second?.anchor() })
  }
  if (policy !== undefined) {
    const witnesses = new Witnesses({ database, clock, log, policy })
    jobs.push({ name: 'log-witness', every_ms: Math.min(epoch_ms, witness_ms), run: () => witnesses.ask() })
  }
  return jobs
}

/** A new checkpoint is cosigned within seconds, whatever the epoch. */
const witness_ms = 2_000

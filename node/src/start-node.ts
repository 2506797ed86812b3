import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { consentErrors } from '@symbolon/protocol/consent'
import { custodyErrors } from '@symbolon/protocol/custody'
import { identityErrors } from '@symbolon/protocol/identity'
import { kernelErrors } from '@symbolon/protocol/kernel'
import { logErrors } from '@symbolon/protocol/log'
import { medicinesErrors } from '@symbolon/protocol/medicines'
import { noticesErrors } from '@symbolon/protocol/notices'
import { recordsErrors } from '@symbolon/protocol/records'
import { vaultErrors } from '@symbolon/protocol/vault'
import { ledgerPlan } from './contracts.ts'
import { unlockHosted } from './identity/index.ts'
import {
  type App,
  CLOSING_MS_MAX,
  type Config,
  type ContractName,
  contractNames,
  createApp,
  type Ledger,
  listen,
} from './kernel/index.ts'
import { openGround } from './kernel/lifecycle/ground.ts'
import { createSlices } from './slices.ts'

export interface RunningNode {
  readonly url: string
  readonly chain_id: number
  readonly contracts: Readonly<Record<ContractName, string>>
  readonly database: 'built-in' | 'given'
  stop(): Promise<void>
}

const problems = {
  ...kernelErrors.rows,
  ...identityErrors.rows,
  ...logErrors.rows,
  ...vaultErrors.rows,
  ...custodyErrors.rows,
  ...consentErrors.rows,
  ...recordsErrors.rows,
  ...medicinesErrors.rows,
  ...noticesErrors.rows,
}

/**
 * A whole node answers at its address; `stop` ends it and leaves the folder ready for the next start. A start that is
 * aborted takes back what it has begun, at the next step.
 */
export async function startNode(config: Config, aborted?: AbortSignal): Promise<RunningNode> {
  const unlocking = unlockHosted(config)
  unlocking.catch(() => undefined)
  const ground = await openGround(config, ledgerPlan)
  const undo: (() => unknown)[] = [ground.stop]
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0)) await step()
  }
  try {
    const { context } = ground
    aborted?.throwIfAborted()
    const { slices, sessions } = await createSlices(context, await unlocking)
    await ground.start(slices)
    aborted?.throwIfAborted()
    const app = await createApp({ context, slices, sessions, problems })
    undo.unshift(() => closeApp(app))
    const bound = await listen(app, config)
    const url = config.public_url ?? bound
    undo.unshift(tellWhereWeAre(config, url))
    aborted?.throwIfAborted()
    return { url, chain_id: config.chain_id, contracts: addresses(context.ledger), database: ground.database, stop }
  } catch (fault) {
    await stop()
    throw fault
  }
}

/** Requests on their way get their answer, but nobody who is slow keeps a node from ending. */
async function closeApp(app: App): Promise<void> {
  const late = setTimeout(() => app.server.closeAllConnections(), CLOSING_MS_MAX)
  await app.close()
  clearTimeout(late)
}

/** Writes `<data>/node.json`, where commands find the node; answers how to take it back. */
function tellWhereWeAre({ data, chain_id }: Config, url: string): () => void {
  const file = join(data, 'node.json')
  writeFileSync(`${file}.new`, `${JSON.stringify({ url, chain_id, pid: process.pid })}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return () => rmSync(file, { force: true })
}

function addresses(ledger: Ledger): Record<ContractName, string> {
  return Object.fromEntries(contractNames.map((name) => [name, ledger.address(name)])) as Record<ContractName, string>
}

import { fromHex, type Hex } from '@symbolon/protocol/kernel'
import {
  type Anchor,
  auditAnchors,
  getLog,
  type LogDescription,
  type LogHistory,
  logReadingErrors,
  readAnchors,
  readChainId,
  toldAnchors,
} from '@symbolon/sdk/log'
import { type AnchorEntries, auditAnchorEntries, type SeenLedger } from './audit-anchor-entries.ts'
import type { OpenedLog } from './open-log.ts'

/**
 * Holds every anchor against the history of the log, and the entries of the newest ones against the anchors: as the
 * ledger has them where its address is given, else as the node tells.
 * @throws LOG_ANCHOR_UNTRUE, LOG_ANCHOR_ENTRY_UNTRUE, LOG_LEDGER_OTHER
 */
export async function auditLedger(
  { client, log }: OpenedLog,
  { history, rpc_url }: { readonly history: LogHistory; readonly rpc_url: string | undefined },
): Promise<{ anchors: number; anchor_receipts: AnchorEntries }> {
  const described = await getLog(client)
  const told = toldAnchors(described)
  if (rpc_url === undefined) {
    const claimed = told.map(({ size, root }) => ({ size, root: fromHex(root as Hex) }))
    const anchors = await auditAnchors(history, claimed)
    return { anchors, anchor_receipts: await auditAnchorEntries(client, { anchors: told, history, log }) }
  }
  const place = await placeOn(described, rpc_url)
  const ledger = { chain_id: place.chain_id, anchors: new Set<string>() }
  const read = noting(readAnchors({ ...place, rpc_url, origin: described.origin }), ledger)
  const anchors = await auditAnchors(history, read)
  return { anchors, anchor_receipts: await auditAnchorEntries(client, { anchors: told, history, log, ledger }) }
}

async function* noting(anchors: AsyncIterable<Anchor>, { anchors: seen }: SeenLedger): AsyncGenerator<Anchor> {
  for await (const anchor of anchors) {
    seen.add(`${anchor.transaction} ${anchor.size}`)
    yield anchor
  }
}

/** @throws LOG_LEDGER_OTHER */
async function placeOn(described: LogDescription, rpc_url: string) {
  const chain_id = await readChainId(rpc_url)
  const { checkpoints: contract, founder } = described
  const own = { chain_id: described.chain_id, contract, founder }
  const place = [...toldAnchors(described), own].find((one) => one.chain_id === chain_id)
  if (place === undefined) throw logReadingErrors.LOG_LEDGER_OTHER({ chain_id })
  return place
}

import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Hex } from '@symbolon/protocol/kernel'
import { checkpointsContract } from '@symbolon/protocol/log'
import { createPublicClient, createWalletClient, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'

/** First account of Hardhat's own node, which has coins there; everybody knows its key. */
export const payerKey = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80' as const

/** Another ledger, behind JSON-RPC, with a contract Checkpoints. */
export interface TestNetwork {
  readonly rpc_url: string
  readonly contract: Hex
  /** Transactions of the account that pays. */
  sent(): Promise<number>
  stop(): Promise<void>
}

export async function startTestNetwork(): Promise<TestNetwork> {
  const port = await freePort()
  const cwd = fileURLToPath(new URL('../../../contracts', import.meta.url))
  const main = fileURLToPath(new URL('./cli.js', import.meta.resolve('hardhat')))
  const arguments_ = [main, 'node', '--hostname', '127.0.0.1', '--port', String(port)]
  const child = spawn(process.execPath, arguments_, { cwd, stdio: 'ignore' })
  const rpc_url = `http://127.0.0.1:${port}`
  const account = privateKeyToAccount(payerKey)
  const parts = { chain: hardhat, transport: http(rpc_url, { retryCount: 0 }) }
  const client = createPublicClient({ ...parts, pollingInterval: 50 })
  await untilAnswers(() => client.getChainId())
  const hash = await createWalletClient({ ...parts, account }).deployContract({ ...checkpointsContract, args: [] })
  const { contractAddress } = await client.waitForTransactionReceipt({ hash })
  return {
    rpc_url,
    contract: contractAddress ?? '0x',
    sent: () => client.getTransactionCount({ address: account.address }),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function untilAnswers(ask: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await ask()
      return
    } catch (fault) {
      if (tries === 200) throw fault
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof bound === 'object' && bound !== null ? bound.port : 0
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recoverTypedDataAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { marketsStatement } from './markets-statement.ts'

const maker = privateKeyToAccount(`0x${'01'.repeat(32)}`)
const said = {
  chainId: 31_337,
  verifyingContract: '0x00000000000000000000000000000000000000aa',
  root: `0x${'22'.repeat(32)}`,
  countries: ['CY', 'GR'],
} as const

test('the maker signed these countries of this batch on this ledger, and no others', async () => {
  const signature = await maker.signTypedData(marketsStatement(said))
  const signerOf = (of: Parameters<typeof marketsStatement>[0]) =>
    recoverTypedDataAddress({ ...marketsStatement(of), signature })
  assert.equal(await signerOf(said), maker.address)
  const others = [
    { ...said, root: `0x${'23'.repeat(32)}` },
    { ...said, countries: ['GR', 'CY'] },
    { ...said, countries: ['CYGR'] },
    { ...said, chainId: 1 },
  ] as const
  for (const other of others) assert.notEqual(await signerOf(other), maker.address)
})

// Hardhat runs the Solidity tests; each is one test here, so that they count and fail with all others.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { repositoryRoot } from './repository.ts'
import { solidityResults } from './solidity-results.ts'

const contracts = join(repositoryRoot, 'contracts')
const hardhat = join(repositoryRoot, 'node_modules/.bin/hardhat')

test('results are read from what Hardhat prints', () => {
  const printed = `
  test/A.t.sol:ATest
    ✔ test_Ok()
    1) testFuzz_X(uint256)
    ✔ invariant_Y() (runs: 256)

  2 passing
  1 failing

  1) ATest#testFuzz_X(uint256)
    Error: nope
`
  assert.deepEqual(solidityResults(printed), [
    { name: 'test/A.t.sol:ATest test_Ok()', passed: true },
    { name: 'test/A.t.sol:ATest testFuzz_X(uint256)', passed: false },
    { name: 'test/A.t.sol:ATest invariant_Y() (runs: 256)', passed: true },
  ])
})

test('the Solidity tests pass', async (t) => {
  if (globSync('**/*.t.sol', { cwd: contracts, exclude: ['node_modules/**'] }).length === 0) {
    t.skip('no contract has a Solidity test')
    return
  }
  const { stdout, stderr, status } = spawnSync(hardhat, ['test', 'solidity'], {
    cwd: contracts,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  })
  const results = solidityResults(stdout)
  for (const { name, passed } of results) await t.test(name, () => assert.ok(passed, stdout))
  assert.ok(results.length > 0, `Hardhat ran no test\n${stdout}${stderr}`)
  assert.equal(status, 0, `${stdout}${stderr}`)
})

import { createRequire } from 'node:module'
import { defineConfig } from 'hardhat/config'

const compiler = {
  version: '0.8.35',
  // The compiler comes from the registry with everything else, so a build needs no network.
  path: createRequire(import.meta.url).resolve('solc/soljson.js'),
  settings: {
    evmVersion: 'osaka',
    viaIR: false,
    optimizer: { enabled: true, runs: 10_000 },
    metadata: { bytecodeHash: 'none', appendCBOR: false },
  },
}

const config = defineConfig({
  paths: { sources: './src', tests: { solidity: './test' } },
  test: {
    solidity: {
      // What parses bytes gets these; rules about values, which say so themselves, a tenth.
      fuzz: { runs: 10_000 },
      invariant: { runs: 16, depth: 200, failOnRevert: true },
    },
  },
  solidity: {
    profiles: { default: compiler, production: compiler },
    npmFilesToBuild: ['@openzeppelin/contracts/access/manager/AccessManager.sol'],
  },
})

// biome-ignore lint/style/noDefaultExport: the build tool looks for a default export
export default config

import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { GeneratedFile } from './generated-file.ts'
import { repositoryRoot } from './repository.ts'

const contracts_folder = join(repositoryRoot, 'contracts')

/** Contract → the slice it belongs to, where its artifact lies, and the name it is exported under. */
const outputs = [
  { slice: 'identity', name: 'partiesContract', artifact: 'src/identity/Parties.sol/Parties.json' },
  {
    slice: 'identity',
    name: 'accessManagerContract',
    artifact: '@openzeppelin/contracts/access/manager/AccessManager.sol/AccessManager.json',
  },
  { slice: 'records', name: 'recordsContract', artifact: 'src/records/Records.sol/Records.json' },
  { slice: 'consent', name: 'consentsContract', artifact: 'src/consent/Consents.sol/Consents.json' },
  { slice: 'log', name: 'checkpointsContract', artifact: 'src/log/Checkpoints.sol/Checkpoints.json' },
  { slice: 'medicines', name: 'prefixesContract', artifact: 'src/medicines/Prefixes.sol/Prefixes.json' },
  { slice: 'medicines', name: 'packsContract', artifact: 'src/medicines/Packs.sol/Packs.json' },
] as const

/** The interfaces and creation code of the contracts as TypeScript, compiled from the sources as they are now. */
export async function generate(): Promise<GeneratedFile[]> {
  await compile()
  return Promise.all(outputs.map(generateContract))
}

async function compile(): Promise<void> {
  const manifest_path = createRequire(join(contracts_folder, 'package.json')).resolve('hardhat/package.json')
  const manifest = JSON.parse(await readFile(manifest_path, 'utf8'))
  const command = join(dirname(manifest_path), manifest.bin.hardhat ?? manifest.bin)
  const env = { ...process.env, HARDHAT_DISABLE_TELEMETRY_PROMPT: 'true' }
  await promisify(execFile)(process.execPath, [command, 'build', '--quiet', '--no-tests'], {
    cwd: contracts_folder,
    env,
  })
}

async function generateContract(output: (typeof outputs)[number]): Promise<GeneratedFile> {
  const artifact = JSON.parse(await readFile(join(contracts_folder, 'artifacts', output.artifact), 'utf8'))
  const entries = artifact.abi.map((entry: unknown) => `    ${JSON.stringify(entry)},`)
  const content = [
    '// Generated from contracts/ by `npm run generate`; do not edit.',
    '',
    `/** Interface and creation code of the contract ${artifact.contractName}. */`,
    `export const ${output.name} = {`,
    '  abi: [',
    ...entries,
    '  ],',
    `  bytecode: '${artifact.bytecode}',`,
    '} as const',
    '',
  ].join('\n')
  const file = output.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return { path: `protocol/src/${output.slice}/generated/${file}.ts`, content }
}

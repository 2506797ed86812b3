import { createRequire } from 'node:module'
import { join } from 'node:path'
import { LANE_DIGESTS_MAX, layout } from './digest-lanes/layout.ts'
import { moduleText } from './digest-lanes/module-text.ts'
import { roundConstants, startWords } from './digest-lanes/sha256-words.ts'
import type { GeneratedFile } from './generated-file.ts'
import { repositoryRoot } from './repository.ts'

/** What is used of the assembler, WABT. */
interface Assembler {
  parseWat(
    name: string,
    text: string,
    features: { simd: boolean },
  ): { toBinary(options: object): { buffer: Uint8Array }; destroy(): void }
}

const path = 'protocol/src/medicines/generated/digest-lanes.ts'

/** The WebAssembly module that hashes the trees of batches, assembled from its text, as TypeScript. */
export async function generate(): Promise<GeneratedFile[]> {
  const load: () => Promise<Assembler> = createRequire(join(repositoryRoot, 'protocol/package.json'))('wabt')
  const text = moduleText(roundConstants(), startWords())
  const module = (await load()).parseWat('digest-lanes.wat', text, { simd: true })
  const { buffer } = module.toBinary({})
  module.destroy()
  const { batchStart, salts, serials, digests } = layout
  const content = [
    '// Generated from tools/src/digest-lanes/ by `npm run generate`; do not edit.',
    '',
    '/** WebAssembly that hashes leaves and levels four at a time, in base64url, and where its memory holds what. */',
    'export const digestLanes = {',
    `  digests_max: ${LANE_DIGESTS_MAX},`,
    `  batchStart: ${batchStart},`,
    `  salts: ${salts},`,
    `  serials: ${serials},`,
    `  digests: ${digests},`,
    `  module:`,
    `    '${Buffer.from(buffer).toString('base64url')}',`,
    '} as const',
    '',
  ].join('\n')
  return [{ path, content }]
}

// The walls between parts and the levels between slices, and the canary that shows they are guarded.
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import { repositoryRoot } from './repository.ts'

/** What each part of code may import besides itself. */
const partsBelow: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  sdk: ['protocol'],
  node: ['protocol'],
  cli: ['protocol', 'sdk'],
  contracts: ['protocol'],
  e2e: ['protocol', 'sdk', 'node', 'cli', 'contracts'],
  bench: ['protocol', 'sdk', 'node', 'cli', 'contracts', 'e2e'],
  tools: ['protocol', 'sdk', 'node', 'cli', 'contracts'],
}
const partsWithSlices = ['protocol', 'sdk', 'node', 'cli']
/** A slice imports slices of lower levels only. */
export const levels: Readonly<Record<string, number>> = {
  kernel: 0,
  identity: 1,
  log: 1,
  vault: 2,
  custody: 2,
  consent: 2,
  records: 3,
  medicines: 3,
  notices: 3,
}

/** Tests, and the `test-….ts` files beside them that only tests use; both may import freely inside their part. */
const testMaterial = '(\\.test\\.ts|/test-[a-z0-9-]+\\.ts)$'

/** Fewer modules than this mean that the guard looked at nothing. */
export const MODULES_MIN = 60

export interface Breach {
  readonly rule: string
  readonly from: string
  readonly to: string
}

function partRules(): IForbiddenRuleType[] {
  const parts = Object.keys(partsBelow)
  return Object.entries(partsBelow).map(([part, below]) => ({
    name: `${part}-imports-${below.join('-and-') || 'no-other-part'}`,
    severity: 'error',
    from: { path: `^${part}/` },
    to: { path: `^(${parts.filter((other) => other !== part && !below.includes(other)).join('|')})/` },
  }))
}

function levelRules(): IForbiddenRuleType[] {
  const slices = Object.keys(levels)
  const parts = partsWithSlices.join('|')
  return slices.map((slice) => ({
    name: `${slice}-imports-strictly-lower-slices`,
    severity: 'error',
    from: { path: `^(${parts})/src/${slice}/`, pathNot: testMaterial },
    to: { path: `^$1/src/(${slices.filter((other) => other !== slice && !isBelow(other, slice)).join('|') || '-'})/` },
  }))
}

function isBelow(lower: string, slice: string): boolean {
  return (levels[lower] ?? 0) < (levels[slice] ?? 0)
}

const doorRule: IForbiddenRuleType = {
  name: 'a-slice-is-entered-through-its-index',
  severity: 'error',
  from: { path: `^(${partsWithSlices.join('|')})/src/(${Object.keys(levels).join('|')})/`, pathNot: testMaterial },
  to: {
    path: `^$1/src/(${Object.keys(levels).join('|')})/`,
    pathNot: ['^$1/src/$2/', '^[a-z]+/src/[a-z]+/index\\.ts$'],
  },
}

const aboveRule: IForbiddenRuleType = {
  name: 'a-slice-imports-nothing-above-the-slices',
  severity: 'error',
  from: { path: `^(${partsWithSlices.join('|')})/src/(${Object.keys(levels).join('|')})/`, pathNot: testMaterial },
  to: { path: '^$1/src/', pathNot: `^$1/src/(${Object.keys(levels).join('|')})/` },
}

const otherRules: IForbiddenRuleType[] = [
  {
    name: 'no-circles',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
  },
  { name: 'every-import-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'only-tests-use-test-material',
    severity: 'error',
    from: { path: '/src/', pathNot: testMaterial },
    to: { path: '/src/.*/test-[a-z0-9-]+\\.ts$' },
  },
  {
    name: 'protocol-does-no-io',
    severity: 'error',
    from: { path: '^protocol/src/', pathNot: [testMaterial, 'native'] },
    to: { dependencyTypes: ['core'] },
  },
]

/** Every forbidden import under a root that is laid out as the repository is. */
export async function breachesUnder(root: string): Promise<{ breaches: Breach[]; modules: number }> {
  const folders = Object.keys(partsBelow)
  const result = await cruise(folders, {
    baseDir: root,
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^contracts/(artifacts|cache)/', '^node_modules'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'import', 'types'] },
    ruleSet: { forbidden: [...partRules(), ...levelRules(), doorRule, aboveRule, ...otherRules] },
  })
  const { modules, summary } = result.output as ICruiseResult
  const breaches = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
  return { breaches, modules: modules.filter(({ source }) => !source.includes('node_modules')).length }
}

/** One import for each wall, which must not be let through. */
const seeds = [
  {
    file: 'protocol/src/kernel/canary.ts',
    imports: '../records/index.ts',
    rule: 'kernel-imports-strictly-lower-slices',
  },
  { file: 'protocol/src/log/canary.ts', imports: '../identity/index.ts', rule: 'log-imports-strictly-lower-slices' },
  { file: 'protocol/src/vault/canary.ts', imports: '../consent/index.ts', rule: 'vault-imports-strictly-lower-slices' },
  { file: 'node/src/consent/canary.ts', imports: '../vault/index.ts', rule: 'consent-imports-strictly-lower-slices' },
  {
    file: 'node/src/notices/canary.ts',
    imports: '../records/index.ts',
    rule: 'notices-imports-strictly-lower-slices',
  },
  {
    file: 'protocol/src/records/canary.ts',
    imports: '../kernel/json.ts',
    rule: 'a-slice-is-entered-through-its-index',
  },
  {
    file: 'node/src/records/canary.ts',
    imports: '../main.ts',
    rule: 'a-slice-imports-nothing-above-the-slices',
  },
  { file: 'node/src/kernel/canary.ts', imports: './test-canary.ts', rule: 'only-tests-use-test-material' },
  { file: 'node/src/kernel/test-canary.ts', imports: '@symbolon/sdk', rule: 'node-imports-protocol' },
  { file: 'protocol/src/vault/canary-io.ts', imports: 'node:fs', rule: 'protocol-does-no-io' },
  {
    file: 'protocol/src/vault/canary-part.ts',
    imports: '../../../sdk/src/index.ts',
    rule: 'protocol-imports-no-other-part',
  },
  { file: 'sdk/src/canary.ts', imports: '@symbolon/node/main', rule: 'sdk-imports-protocol' },
  { file: 'node/src/canary.ts', imports: '@symbolon/sdk', rule: 'node-imports-protocol' },
  { file: 'cli/src/canary.test.ts', imports: '@symbolon/node/main', rule: 'cli-imports-protocol-and-sdk' },
  { file: 'cli/src/canary.ts', imports: './not-there.ts', rule: 'every-import-resolves' },
]

/** The walls that let a seeded import through, in a copy of the repository. Empty when all are guarded. */
export async function unguardedWalls(): Promise<string[]> {
  const root = await mkdtemp(join(await realpath(tmpdir()), 'symbolon-walls-'))
  try {
    await copyParts(root)
    for (const { file, imports } of seeds) await writeFile(join(root, file), `import '${imports}'\n`)
    const { breaches } = await breachesUnder(root)
    const isCaught = (seed: (typeof seeds)[number]) =>
      breaches.some(({ from, rule }) => from === seed.file && rule === seed.rule)
    return seeds.filter((seed) => !isCaught(seed)).map(({ rule, imports }) => `${rule} let ${imports} through`)
  } finally {
    await rm(root, { recursive: true })
  }
}

async function copyParts(root: string): Promise<void> {
  const isSource = (path: string) => !/\/(node_modules|artifacts|cache)$/.test(path)
  for (const part of Object.keys(partsBelow)) {
    await cp(join(repositoryRoot, part), join(root, part), { recursive: true, filter: isSource })
  }
  await mkdir(join(root, 'node_modules/@symbolon'), { recursive: true })
  for (const part of partsWithSlices) {
    await symlink(join(root, part), join(root, 'node_modules/@symbolon', part))
    const doors = ['index.ts', 'main.ts', ...Object.keys(levels).map((slice) => `${slice}/index.ts`)]
    for (const door of doors) await writeIfMissing(join(root, part, 'src', door), 'export {}\n')
  }
}

async function writeIfMissing(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  if (!existsSync(path)) await writeFile(path, text)
}

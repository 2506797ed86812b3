import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { repositoryRoot } from './repository.ts'
import { type Finding, type SourceText, sourceTexts } from './source-text.ts'
import {
  configurationFindings,
  levelFindings,
  missingPathFindings,
  undocumentedFindings,
  unlistedDependencyFindings,
  unpinnedFindings,
} from './tidy-docs.ts'
import { languageFindings, misnamedCodeFindings, untestedCodeFindings } from './tidy-errors.ts'
import {
  ambientFindings,
  bannedNameFindings,
  environmentFindings,
  fileSizeFindings,
  formFindings,
  functionSizeFindings,
  unfinishedFindings,
} from './tidy-shape.ts'
import { glossaryFindings } from './tidy-words.ts'
import { levels } from './walls.ts'

type Rule = (files: readonly SourceText[]) => Finding[]
const each =
  (rule: (file: SourceText) => Finding[]): Rule =>
  (files) =>
    files.flatMap(rule)
const file = (path: string, text: string): SourceText => ({ path, text })
const row = "{ status: 400, title: { en: 'a', el: 'α' }, hint: { en: 'a', el: 'α' } }"
const levelsLine =
  '0 `kernel` · 1 `identity`, `log` · 2 `vault`, `custody`, `consent` · 3 `records`, `notices`, `medicines`'
const lines = (count: number) => 'void 0\n'.repeat(count)

/** Each rule, with the smallest texts that must fail it and one beside them that must not. */
const rules: { name: string; rule: Rule; fails: SourceText[][]; passes: SourceText[] }[] = [
  {
    name: 'names say what is inside',
    rule: each(bannedNameFindings),
    fails: [[file('node/src/utils/a.ts', '')], [file('sdk/src/helpers.ts', '')], [file('cli/misc.test.ts', '')]],
    passes: [file('node/src/kernel/utility-room.ts', '')],
  },
  {
    name: 'files have at most 300 lines',
    rule: each(fileSizeFindings),
    fails: [[file('a.ts', lines(301))], [file('A.sol', lines(301))]],
    passes: [file('a.ts', lines(300)), file('a.md', lines(400))],
  },
  {
    name: 'functions have at most 50 lines',
    rule: each(functionSizeFindings),
    fails: [[file('a.ts', `function a() {\n${lines(49)}}`)], [file('a.ts', `const a = () => {\n${lines(49)}}`)]],
    passes: [file('a.ts', `function a() {\n${lines(48)}}`), file('a.test.ts', `describe('a', () => {\n${lines(60)}})`)],
  },
  {
    name: 'exports are named, types are real, sources are erasable',
    rule: each(formFindings),
    fails: [
      'export default 1',
      'export default function a() {}',
      "export * from './a.ts'",
      'enum A {}',
      'let a: any',
      'class A { constructor(readonly b: 1) {} }',
    ].map((text) => [file('a.ts', text)]),
    passes: [
      file('a.ts', "export { a } from './a.ts'\n// any enum\nconst any = 1"),
      file('contracts/hardhat.config.ts', 'export default 1'),
    ],
  },
  {
    name: 'the environment is read in config.ts alone',
    rule: each(environmentFindings),
    fails: [[file('sdk/src/a.ts', 'process.env.A')]],
    passes: [file('node/src/kernel/config/config.ts', 'process.env.A'), file('sdk/src/a.test.ts', 'process.env.A')],
  },
  {
    name: 'protocol has no clock and no randomness of its own',
    rule: each(ambientFindings),
    fails: ['Date.now()', 'Math.random()', 'new Date()', 'crypto.getRandomValues(a)', 'randomBytes(2)'].map((text) => [
      file('protocol/src/vault/a.ts', text),
    ]),
    passes: [file('node/src/a.ts', 'Date.now()'), file('protocol/src/vault/a.ts', 'new Date(0)')],
  },
  {
    name: 'nothing is left for later without an issue',
    rule: each(unfinishedFindings),
    fails: [[file('a.ts', `// ${'TO'}DO`)], [file('a.md', `${'FIX'}ME`)]],
    passes: [file('a.ts', 'const todo = 1')],
  },
  {
    name: 'every error code is named in a test',
    rule: untestedCodeFindings,
    fails: [
      [
        file('protocol/src/vault/errors.ts', `defineErrors({ VAULT_LOST: ${row} })`),
        file('a.test.ts', 'VAULT_LOST_TWICE'),
      ],
    ],
    passes: [
      file('protocol/src/vault/errors.ts', `defineErrors({ VAULT_LOST: ${row} })`),
      file('a.test.ts', "'VAULT_LOST'"),
    ],
  },
  {
    name: 'every error code stands once and begins with its slice',
    rule: misnamedCodeFindings,
    fails: [
      [file('protocol/src/vault/errors.ts', `a({ SEAL_LOST: ${row} })`)],
      [file('protocol/src/vault/errors.ts', `a({ VAULT_LOST: ${row} }, { VAULT_LOST: ${row} })`)],
    ],
    passes: [file('protocol/src/vault/errors.ts', `a({ VAULT_LOST: ${row} })`)],
  },
  {
    name: 'every text is there in English and in Greek',
    rule: each(languageFindings),
    fails: ["{ en: 'a' }", "{ el: 'α' }", "{ en: 'a', el: 'b' }", "{ en: 'α', el: 'α' }", "{ en: 'a', el: '' }"].map(
      (words) => [file('a.ts', `const a = ${words}`)],
    ),
    passes: [file('a.ts', "const a = { en: 'for {name}', el: 'για {name}' }\nconst b = { en: 'FHIR', el: 'FHIR' }")],
  },
  {
    name: 'people read the words of the glossary',
    rule: each(glossaryFindings),
    fails: [
      "{ en: 'Stop access', el: 'Ανάκληση πρόσβασης' }",
      "{ en: 'They cannot be called back', el: 'Δεν μπορούν να ανακληθούν' }",
      "{ en: 'The lot was recalled', el: 'Η παρτίδα αποσύρθηκε' }",
      "{ en: 'a check', el: 'ένας έλεγχος' }",
      "{ en: 'the wallet', el: 'το πορτοφόλι' }",
      "{ en: 'a hash of 32 bytes', el: 'σύνοψη' }",
      "{ en: 'a file of FHIR', el: 'ένα αρχείο' }",
      "{ en: 'the token', el: 'το token' }",
      "{ en: 'the token', el: 'η απόδειξη' }",
      "{ en: 'a new nonce', el: 'νέο nonce' }",
      "{ en: 'the record', el: 'το αρχείο υγείας' }",
      "{ en: 'it can not be read', el: 'δεν διαβάζεται' }",
    ].map((words) => [file('cli/src/consent/words.ts', `const a = ${words}`)]),
    passes: [
      file('cli/src/consent/words.ts', "const a = { en: 'Stop access of {hash}', el: 'Διακοπή πρόσβασης {hash}' }"),
      file('cli/src/records/words.ts', "const a = { en: 'token, receipt', el: 'διακριτικό, απόδειξη. Ελέγξτε την.' }"),
      file('protocol/src/medicines/words.ts', "const a = { en: 'Lot recalled', el: 'Η παρτίδα ανακλήθηκε' }"),
      file('protocol/src/records/fhir-error-rows.ts', "const a = { en: 'FHIR R4', el: 'το FHIR R4' }"),
    ],
  },
  {
    name: 'every path that a document names is there',
    rule: (files) =>
      files.filter(({ path }) => path.endsWith('.md')).flatMap((it) => missingPathFindings(it, repositoryRoot)),
    fails: [
      [file('ARCHITECTURE.md', 'see `protocol/src/kernel/nothing.ts`')],
      [file('docs/decisions/0001-a.md', 'see `npx node --test protocol/src/kernel/nothing.test.ts`')],
      [file('ARCHITECTURE.md', 'see `protocl/src/kernel/json.ts`')],
    ],
    passes: [
      file('ARCHITECTURE.md', '`protocol/src/kernel/json.ts`, `protocol/src/<slice>/index.ts`, `tools/`, `/v1/x`'),
    ],
  },
  {
    name: 'the page of the architecture names every slice on its level',
    rule: (files) =>
      files.filter(({ path }) => path === 'ARCHITECTURE.md').flatMap((page) => levelFindings(page, levels)),
    fails: ['', '0 `kernel`', `${levelsLine} · 4 \`research\``, levelsLine.replace('2 `vault`', '3 `vault`')].map(
      (line) => [file('ARCHITECTURE.md', line)],
    ),
    passes: [file('ARCHITECTURE.md', `Levels:\n${levelsLine}`)],
  },
  {
    name: 'every variable that is read has its row in docs/configuration.md',
    rule: (files) => {
      const page = files.find(({ path }) => path === 'docs/configuration.md')
      return page ? configurationFindings(files, page) : []
    },
    fails: [
      [file('node/src/kernel/config/config.ts', 'env.SYMBOLON_NEW'), file('docs/configuration.md', '`SYMBOLON_NEW`')],
      [file('cli/src/kernel/config.ts', 'all.SYMBOLON_NEW'), file('docs/configuration.md', '| `SYMBOLON_OLD` | why |')],
    ],
    passes: [
      file('node/src/kernel/config/config.ts', 'env.DATABASE_URL ?? env.PGHOST'),
      file('docs/configuration.md', '| `DATABASE_URL`, `PGHOST`, `--db` | why |'),
    ],
  },
  {
    name: 'every dependency has its line',
    rule: (files) => {
      const list = files.find(({ path }) => path === 'docs/dependencies.md')
      return list ? unlistedDependencyFindings(files.filter(isManifest), list) : []
    },
    fails: [
      [file('a/package.json', '{"devDependencies":{"left-pad":"1.0.0"}}'), file('docs/dependencies.md', 'left-pad')],
    ],
    passes: [file('a/package.json', '{"dependencies":{"pg":"1.0.0"}}'), file('docs/dependencies.md', '| `pg` | why |')],
  },
  {
    name: 'every dependency is pinned',
    rule: (files) => files.filter(isManifest).flatMap(unpinnedFindings),
    fails: [
      [file('a/package.json', '{"dependencies":{"pg":"^1.0.0"}}')],
      [file('package.json', '{"devDependencies":{"pg":"*"}}')],
    ],
    passes: [file('a/package.json', '{"dependencies":{"pg":"1.0.0","b":"18.4.0-beta.17"}}')],
  },
]

function isManifest({ path }: SourceText): boolean {
  return /(^|\/)package\.json$/.test(path)
}

/** Fails with the whole list, one finding a line. */
function expectNone(findings: readonly Finding[]): void {
  if (findings.length > 0) assert.fail(`${findings.length} findings\n${shown(findings)}`)
}

function shown(findings: readonly Finding[]): string {
  return findings.map(({ path, line, message }) => `${path}:${line} ${message}`).join('\n')
}

const files = sourceTexts(repositoryRoot)

test('the repository is really read', () => {
  assert.ok(files.length > 100, `only ${files.length} files`)
  assert.ok(files.some(({ path }) => path === 'tools/src/tidy.test.ts'))
})

for (const { name, rule, fails, passes } of rules) {
  test(`tidy: ${name}`, () => expectNone(rule(files)))
  test(`canary: ${name}`, () => {
    for (const texts of fails) assert.notEqual(shown(rule(texts)), '', `${texts[0]?.text} was let through`)
    assert.equal(shown(rule(passes)), '')
  })
}

/** The files that a part's package opens to others. */
function doorsOf(part: string): string[] {
  const manifest = files.find(({ path }) => path === `${part}/package.json`)
  const { exports }: { exports: Record<string, string> } = JSON.parse(manifest?.text ?? '{"exports":{}}')
  return Object.values(exports).map((door) => join(part, door))
}

test('tidy: every export of protocol and sdk has a docstring', () => {
  const doors = ['protocol', 'sdk'].flatMap(doorsOf)
  assert.ok(doors.length > 5)
  const opened = doors.filter((door) => existsSync(join(repositoryRoot, door)))
  expectNone(undocumentedFindings(opened, repositoryRoot))
})

test('canary: every export of protocol and sdk has a docstring', async () => {
  const root = await mkdtemp(join(tmpdir(), 'symbolon-tidy-'))
  try {
    await writeFile(join(root, 'index.ts'), "export { a, b } from './a.ts'\n")
    await writeFile(join(root, 'a.ts'), '/** A. */\nexport const a = 1\nexport const b = 2\n')
    assert.equal(shown(undocumentedFindings(['index.ts'], root)), 'index.ts:1 b is exported without a docstring')
  } finally {
    await rm(root, { recursive: true })
  }
})

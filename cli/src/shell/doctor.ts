import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeAddress } from '../identity/index.ts'
import { commandName, exitCodes, formatBytes, type Output, type Run, textOption, type Verb } from '../kernel/index.ts'
import { doctorWords as words } from './doctor-words.ts'
import { lifecycleWords } from './lifecycle-words.ts'
import { isAlive, readNodeFile } from './node-process.ts'
import { quoteWhereNeeded } from './quote.ts'
import { readStatus } from './status.ts'
import { nearestFolder, unwritable } from './writable-folder.ts'

/** One line of the examination: what was looked at, whether it is right, and what to do where it is not. */
interface Finding {
  readonly check: string
  readonly ok: boolean
  readonly text: string
  /** Command that helps. */
  readonly fix?: string
}

const diskBytesMin = 512 * 1024 * 1024
const portDefault = 7070
const nodeMajor = 24

/** `symbolon doctor`: each red line has its cause and the command that helps; exit 1 when there is one. */
export const doctor: Verb = async (run, input) => {
  const { output } = run
  const findings = await examine(run, { data: textOption(input, 'data'), port: textOption(input, 'port') })
  const wrong = findings.filter(({ ok }) => !ok).length
  const last =
    wrong === 0
      ? output.words(lifecycleWords.healthy)
      : output.words(lifecycleWords.someWrong, { n: wrong, total: findings.length })
  output.result({ ok: wrong === 0, findings }, () =>
    [...findings.map((one) => findingText(one, output)), last].join('\n'),
  )
  return wrong === 0 ? exitCodes.ok : exitCodes.failed
}

async function examine(run: Run, asked: { data: string | undefined; port: string | undefined }): Promise<Finding[]> {
  const { output } = run
  const status = await readStatus(run, asked.data)
  const findings = [
    nodeVersion(output),
    parts(output),
    await folder(status.data, output),
    await disk(status.data, output),
  ]
  findings.push(await node(run, status))
  if (!status.running && nodeAddress(run) === undefined)
    findings.push(await port(Number(asked.port ?? run.environment.all.SYMBOLON_PORT ?? portDefault), output))
  findings.push(people(status.profiles, output))
  return findings
}

function nodeVersion(output: Output): Finding {
  const ok = Number(process.versions.node.split('.')[0]) >= nodeMajor
  const text = output.words(ok ? words.nodeVersion : words.nodeOld, { version: process.versions.node })
  return { check: 'node-version', ok, text, ...(!ok && { fix: 'npm ci' }) }
}

function parts(output: Output): Finding {
  const ok = isInstalled('@symbolon/node/main')
  const text = output.words(ok ? words.parts : words.partsMissing)
  return { check: 'parts', ok, text, ...(!ok && { fix: 'npm ci' }) }
}

function isInstalled(name: string): boolean {
  try {
    return existsSync(fileURLToPath(import.meta.resolve(name)))
  } catch {
    return false
  }
}

async function folder(data: string, output: Output): Promise<Finding> {
  const ok = (await unwritable(data)) === undefined
  const text = output.words(ok ? words.folder : words.folderReadOnly, { data })
  return { check: 'data-folder', ok, text, ...(!ok && { fix: `ls -ld ${quoteWhereNeeded(nearestFolder(data))}` }) }
}

async function disk(data: string, output: Output): Promise<Finding> {
  const place = await statfs(nearestFolder(data)).catch(() => undefined)
  const free = place === undefined ? 0 : place.bavail * place.bsize
  const ok = free >= diskBytesMin
  const text = output.words(ok ? words.disk : words.diskFull, { free: formatBytes(free, output.language) })
  return { check: 'disk', ok, text, ...(!ok && { fix: `df -h ${dirname(data)}` }) }
}

async function node(run: Run, status: Awaited<ReturnType<typeof readStatus>>): Promise<Finding> {
  const { output } = run
  if (status.ready) return { check: 'node', ok: true, text: output.words(words.nodeReady, { url: status.url ?? '' }) }
  const named = nodeAddress(run)
  if (named !== undefined && status.url === named) {
    const fix = named === run.environment.node ? 'unset SYMBOLON_NODE' : `${commandName} status`
    return { check: 'node', ok: false, text: output.words(words.nodeUnreachable, { url: named }), fix }
  }
  const file = await readNodeFile(status.data)
  if (file !== undefined && isAlive(file.pid)) {
    return {
      check: 'node',
      ok: false,
      text: output.words(words.nodeSilent, { pid: file.pid }),
      fix: `tail -n 50 ${quoteWhereNeeded(`${status.data}/node.log`)}`,
    }
  }
  const text = output.words(file === undefined ? words.nodeNever : words.nodeEnded, { data: status.data })
  return { check: 'node', ok: false, text, fix: `${commandName} dev --data ${quoteWhereNeeded(status.data)}` }
}

async function port(number: number, output: Output): Promise<Finding> {
  const ok = await new Promise<boolean>((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(number, '127.0.0.1', () => server.close(() => done(true)))
  })
  const text = output.words(ok ? words.portFree : words.portTaken, { port: number })
  return { check: 'port', ok, text, ...(!ok && { fix: `${commandName} dev --port 0` }) }
}

function people(profiles: readonly string[], output: Output): Finding {
  const ok = profiles.length > 0
  const text = ok ? output.words(words.profiles, { names: profiles.join(', ') }) : output.words(words.noProfiles)
  return { check: 'profiles', ok, text, ...(!ok && { fix: `${commandName} keys new --as NAME` }) }
}

function findingText({ ok, text, fix }: Finding, output: Output): string {
  const mark = ok ? output.style('good', '✓') : output.style('bad', '✕')
  return fix === undefined ? `${mark} ${text}` : `${mark} ${text}\n    → ${fix}`
}

import { join } from 'node:path'
import { demoSettings, ensureDemoProfiles, type Profile } from '../identity/index.ts'
import { exitCodes, type Run, textOption, type Verb } from '../kernel/index.ts'
import { ensureTestRoot } from '../medicines/index.ts'
import { lifecycleWords as words } from './lifecycle-words.ts'
import { dataFolder, type NodeProcess, startNode } from './node-process.ts'
import { followNode } from './run-node.ts'
import { showNodeLog } from './start-error.ts'
import { requireWritable } from './writable-folder.ts'

/** Whoever tries things out does not wait a minute for a proof. */
const demoPace = { SYMBOLON_LOG_EPOCH_S: '2' }

/** `symbolon dev`: a node, its database and ledger, and invented people; all of it ends with this process. */
export const dev: Verb = async (run, input) => {
  const data = dataFolder(textOption(input, 'data'), run.environment.all)
  await requireWritable(data)
  const home = join(data, 'home')
  run.output.tell(words.starting)
  const [profiles, testRoot] = await Promise.all([ensureDemoProfiles(home), ensureTestRoot(home)])
  const usual = { ...demoPace, ...mailSettings(run), SYMBOLON_GS1_ROOTS: testRoot }
  const env = { ...usual, ...run.environment.all, ...demoSettings(home, profiles) }
  const starting = showNodeLog(run.output, () => startNode({ data, port: textOption(input, 'port'), env }))
  // What is needed afterwards is loaded while the node starts.
  const [node, { readyText, readyValue }] = await Promise.all([starting, import('./dev-ready.ts')])
  const ending = followNode(node)
  const ready = { node, data, people: await registerPeople(demoRun(run), { home, node, profiles }) }
  run.output.result(readyValue(ready), () => readyText(ready, run.output))
  return (await ending) === 0 ? exitCodes.ok : exitCodes.failed
}

/** Mails are kept by the node and shown at /v1/dev/mails, unless it listens on more than this machine. */
function mailSettings({ environment: { all } }: Run): Record<string, string> {
  const isHere = all.SYMBOLON_HOST === undefined && all.SYMBOLON_PUBLIC_URL === undefined
  return isHere ? { SYMBOLON_SMTP_URL: 'catch:' } : {}
}

async function registerPeople(
  run: Run,
  at: { home: string; node: NodeProcess; profiles: readonly Profile[] },
): Promise<readonly Profile[]> {
  try {
    const { registerDemoPeople } = await import('../identity/register-demo-people.ts')
    return await registerDemoPeople(run, { home: at.home, url: at.node.ready.url, profiles: at.profiles })
  } catch (error) {
    at.node.child.kill('SIGTERM')
    await at.node.ended
    throw error
  }
}

// Demo keys open with the passphrase beside them, whatever the person's own environment says.
function demoRun(run: Run): Run {
  return { ...run, environment: { ...run.environment, passphrase: undefined, passphraseFile: undefined } }
}

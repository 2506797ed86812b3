import { setTimeout as wait } from 'node:timers/promises'
import { cliErrors, exitCodes, textOption, type Verb } from '../kernel/index.ts'
import { lifecycleWords as words } from './lifecycle-words.ts'
import { dataFolder, isAlive, readNodeFile } from './node-process.ts'

const patience_s = 20

/** `symbolon stop`: the node of the data folder has ended when this returns. */
export const stop: Verb = async (run, input) => {
  const data = dataFolder(textOption(input, 'data'), run.environment.all)
  const node = await readNodeFile(data)
  if (node === undefined || !node.alive) throw cliErrors.CLI_NODE_NOT_RUNNING({ data })
  process.kill(node.pid, 'SIGTERM')
  const until = performance.now() + patience_s * 1000
  while (isAlive(node.pid)) {
    if (performance.now() > until) throw cliErrors.CLI_NODE_NOT_ENDING({ pid: node.pid, seconds: patience_s })
    await wait(50)
  }
  run.output.result({ stopped: true, pid: node.pid }, () => run.output.words(words.stopped, { pid: node.pid }))
  return exitCodes.ok
}

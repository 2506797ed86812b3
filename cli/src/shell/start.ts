import { commandName, exitCodes, pairs, textOption, type Verb } from '../kernel/index.ts'
import { lifecycleWords as words } from './lifecycle-words.ts'
import { dataFolder, startNode } from './node-process.ts'
import { quoteWhereNeeded } from './quote.ts'
import { followNode } from './run-node.ts'
import { showNodeLog } from './start-error.ts'
import { requireWritable } from './writable-folder.ts'

/** `symbolon start`: a node for real use; nobody is invented and it ends with this process. */
export const start: Verb = async (run, input) => {
  const data = dataFolder(textOption(input, 'data'), run.environment.all)
  await requireWritable(data)
  const node = await showNodeLog(run.output, () =>
    startNode({ data, port: textOption(input, 'port'), env: run.environment.all }),
  )
  const { output } = run
  output.result({ ...node.ready, data }, () =>
    pairs([
      [output.words(words.open), node.ready.url],
      [output.words(words.docs), `${node.ready.url}/docs`],
      [output.words(words.data), data],
      [output.words(words.log), node.log],
      [output.words(words.stopWith), `Ctrl-C · ${commandName} stop --data ${quoteWhereNeeded(data)}`],
    ]),
  )
  return (await followNode(node)) === 0 ? exitCodes.ok : exitCodes.failed
}

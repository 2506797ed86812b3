import type { NodeProcess } from './node-process.ts'

const patience_ms = 15_000

/** Ends with the node: Ctrl-C and SIGTERM are passed on, and a node that does not end is ended. */
export async function followNode(node: NodeProcess): Promise<number> {
  let asked = false
  const stop = (signal: NodeJS.Signals) => {
    asked = true
    // From a terminal the node has had the same Ctrl-C; a second one does no harm.
    node.child.kill(signal)
    setTimeout(() => node.child.kill('SIGKILL'), patience_ms).unref()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => stop(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM'))
  const code = await node.ended
  return asked && (code === 0 || code === 130) ? 0 : code
}

// Loaded into the node before its own code: a command line that is killed takes its node with it, in good order.
import { writeFileSync } from 'node:fs'

const at = process.argv.indexOf('--data')
const data = process.argv[at + 1]

process.stdin.once('close', endInGoodOrder)
process.stdin.resume()
if ('unref' in process.stdin) process.stdin.unref()

function endInGoodOrder(): void {
  if (at > 0 && data !== undefined) writeFileSync(`${data}/ending`, String(process.pid))
  process.kill(process.pid, 'SIGTERM')
}

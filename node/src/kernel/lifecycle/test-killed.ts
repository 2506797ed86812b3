import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface Killed {
  /** The first line of which this holds begins the program's last moments; every program says `ready` by itself. */
  after?(line: string): boolean
  /** How long they last. */
  readonly alive_ms: number
}

/** Lines of a program that is killed within moments of one of them, without `ready`. */
export async function* linesUntilKilled(
  args: readonly string[],
  { after = (line) => line === 'ready', alive_ms }: Killed,
): AsyncIterable<string> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let isDying = false
  for await (const line of createInterface({ input: child.stdout })) {
    if (!isDying && after(line)) {
      isDying = true
      setTimeout(() => child.kill('SIGKILL'), alive_ms)
    }
    if (line !== 'ready') yield line
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const launcher = fileURLToPath(import.meta.resolve('symbolon/launcher'))

const looksMax = 4000

/** A command line that runs, with the lines of JSON that it has said so far. */
export class TestProcess {
  readonly child: ChildProcess
  readonly said: Record<string, unknown>[] = []
  errors = ''
  private readonly ended: Promise<unknown>

  constructor(...words: readonly string[]) {
    const env = { ...process.env, SYMBOLON_LANG: 'en' }
    this.child = spawn(process.execPath, [launcher, ...words], { stdio: ['ignore', 'pipe', 'pipe'], env })
    this.ended = once(this.child, 'close')
    const { stdout, stderr } = this.child
    if (stdout === null || stderr === null) throw new Error('no pipes')
    createInterface({ input: stdout }).on('line', (line) => this.said.push(JSON.parse(line) as Record<string, unknown>))
    stderr.on('data', (chunk: Buffer) => {
      this.errors += chunk.toString()
    })
  }

  /** The exit code. */
  async end(): Promise<number | null> {
    await this.ended
    return this.child.exitCode
  }

  /** The first line that is as asked, already said or still to come; nothing when it ends before, or does not say it for long. */
  async line(fits: (line: Record<string, unknown>) => boolean): Promise<Record<string, unknown> | undefined> {
    for (let looks = 0; ; looks++) {
      const found = this.said.find(fits)
      const isOver = this.child.exitCode !== null || this.child.signalCode !== null || looks > looksMax
      if (found !== undefined || isOver) return found
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}

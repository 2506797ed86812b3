import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { type DevTools, openDevTools } from './dev-tools.ts'
import { temporaryFolder } from './symbolon.ts'

/** A browser without network on a profile of its own, with one page. */
export interface Browser {
  readonly page: DevTools
  /** Its processes and all that it wrote are gone. */
  close(): Promise<void>
}

/**
 * Ends all processes of the browser, which are a group of their own, and removes its folder once nobody holds standard
 * input any more: the test that ended, or the run that was killed.
 */
const guard = `
setsid "$@" </dev/null &
exec 2>&-
read -r nothing
kill -s KILL -- "-$!" "$!"
wait
rm -rf "$HOME"
`

/** A browser that does not answer is given up after the time. */
export async function openBrowser({ program = 'chromium', answer_ms_max = 20_000 } = {}): Promise<Browser> {
  const { path: folder, remove } = await temporaryFolder()
  const child = startBrowser(program, folder)
  const closed = new Promise((done) => child.once('close', done))
  let page: DevTools | undefined
  const close = async () => {
    page?.close()
    child.stdin.end()
    await within(answer_ms_max, closed, 'its processes').finally(() => child.stderr.destroy())
    await remove()
  }
  try {
    page = await openDevTools({ address: await within(answer_ms_max, addressOf(child), 'its address'), answer_ms_max })
    return { page, close }
  } catch (error) {
    await close()
    throw error
  }
}

function startBrowser(program: string, folder: string) {
  const args = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    // Every name and every address leads nowhere.
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--remote-debugging-port=0',
    `--user-data-dir=${folder}`,
    'about:blank',
  ]
  // What it keeps for a person stays in the folder; Ctrl-C reaches the test alone.
  const env = { PATH: process.env.PATH, LANG: 'en_US.UTF-8', HOME: folder, TMPDIR: folder }
  return spawn('/bin/sh', ['-c', guard, 'sh', program, ...args], {
    env,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
}

/** Where the browser says on its standard error that it listens. */
function addressOf({ stderr }: { stderr: Readable }): Promise<string> {
  return new Promise((done, fail) => {
    const lines = createInterface({ input: stderr })
    lines.once('close', () => fail(new Error('the browser ended')))
    lines.on('line', (line) => {
      const [, address] = /^DevTools listening on (ws:\S+)$/.exec(line) ?? []
      if (address !== undefined) done(address)
    })
  })
}

async function within<Value>(time_ms: number, promise: Promise<Value>, what: string): Promise<Value> {
  const late = wait(time_ms, undefined, { ref: false }).then(() =>
    Promise.reject(new Error(`the browser was given up after ${time_ms} ms, waiting for ${what}`)),
  )
  return await Promise.race([promise, late])
}

import { spawnSync } from 'node:child_process'

/** Version of the standard `age` tool, `undefined` where it is not installed. */
export function ageVersion(): string | undefined {
  const { status, stdout } = spawnSync('age', ['--version'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

/** CPU and wall time of whole `age` processes that seal a file for a recipient and throw the result away. */
export function measureAge(seal: { file: string; recipient: string; n: number }): { cpu_ms: number; wall_ms: number } {
  const script = 'for ((i = 0; i < $3; i++)); do age --recipient "$2" --output /dev/null "$1" || exit 1; done; times'
  const started = performance.now()
  const arguments_ = ['-c', script, 'bash', seal.file, seal.recipient, String(seal.n)]
  const { status, stdout } = spawnSync('bash', arguments_, { encoding: 'utf8' })
  if (status !== 0) throw new Error('age failed')
  return { cpu_ms: childrenCpu_ms(stdout), wall_ms: performance.now() - started }
}

/** The second line of bash's `times`: user and system time of the children, as `0m0.042s 0m0.007s`. */
function childrenCpu_ms(times: string): number {
  const [user = '', system = ''] = (times.trim().split('\n').at(-1) ?? '').split(' ')
  return [user, system].reduce((sum, text) => sum + milliseconds(text), 0)
}

function milliseconds(text: string): number {
  const [, minutes = '0', seconds = '0'] = /^(\d+)m([\d.,]+)s$/.exec(text) ?? []
  return (Number(minutes) * 60 + Number(seconds.replace(',', '.'))) * 1000
}

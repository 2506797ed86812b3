import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** Asks for verifications from a process of its own, so that what asking costs is in nobody's figures. */
export interface DriverTask {
  readonly n: number
  /** As they come, whether the one before has been answered or not; as fast as they are answered without it. */
  readonly rate_s?: number
}

export interface DriverAnswer {
  readonly wall_ms: number
  readonly wait_median_ms: number
  readonly wait_99_ms: number
  readonly bytes: number
}

/** What a scanner sends, and the serial number in it. */
export interface DriverScan {
  readonly scan: string
  readonly serial: string
}

const connections = 64
const [host = '', token = '', file = ''] = process.argv.slice(2)
const scans = JSON.parse(readFileSync(file, 'utf8')) as DriverScan[]
const { hostname, port } = new URL(host)
const requests = scans.map(({ scan }) => requestOf(JSON.stringify({ scan })))
const lanes = await Promise.all(Array.from({ length: connections }, openLane))
let next = 0

process.on('message', (task: DriverTask) => void drive(task).then((answer) => process.send?.(answer)))
process.send?.('ready')

function requestOf(body: string): Buffer {
  const head = [
    'POST /v1/packs/verification HTTP/1.1',
    `host: ${new URL(host).host}`,
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
}

interface Lane {
  readonly socket: Socket
  received: Buffer
  answered: (answer: Buffer) => void
}

function openLane(): Promise<Lane> {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  const lane: Lane = { socket, received: Buffer.alloc(0), answered: () => undefined }
  socket.on('data', (chunk) => receive(lane, chunk))
  return new Promise((resolve, reject) => socket.once('connect', () => resolve(lane)).once('error', reject))
}

/** One request is under way on a connection at a time, so what arrives is one answer. */
function receive(lane: Lane, chunk: Buffer): void {
  lane.received = lane.received.length === 0 ? chunk : Buffer.concat([lane.received, chunk])
  const head = lane.received.indexOf('\r\n\r\n')
  if (head === -1) return
  const length = /content-length: (\d+)/i.exec(lane.received.toString('latin1', 0, head))?.[1]
  if (length === undefined) throw new Error('an answer without a length')
  if (lane.received.length < head + 4 + Number(length)) return
  const answer = lane.received
  lane.received = Buffer.alloc(0)
  lane.answered(answer)
}

/** @returns octets of the answer, which is signed and about the pack that was asked for */
async function ask(lane: Lane): Promise<number> {
  const at = next++ % requests.length
  const answer = await new Promise<Buffer>((resolve) => {
    lane.answered = resolve
    lane.socket.write(requests[at] ?? Buffer.alloc(0))
  })
  const isRight = answer.toString('latin1', 9, 12) === '200' && answer.includes(`"serial":"${scans[at]?.serial}"`)
  if (!isRight || !answer.includes('"signature":') || !answer.includes('"may_be_dispensed"')) {
    throw new Error(`a verification was answered ${answer.toString('utf8')}`)
  }
  return answer.length
}

async function drive({ n, rate_s }: DriverTask): Promise<DriverAnswer> {
  const started = performance.now()
  const { waits, bytes } = rate_s === undefined ? await fast(n) : await atRate(n, rate_s)
  const wall_ms = performance.now() - started
  const ascending = waits.sort((left, right) => left - right)
  const share = (part: number) => ascending[Math.floor(n * part)] ?? 0
  return { wall_ms, wait_median_ms: share(0.5), wait_99_ms: share(0.99), bytes }
}

async function fast(n: number) {
  const waits: number[] = []
  let bytes = 0
  let asked = 0
  const run = async (lane: Lane) => {
    while (asked++ < n) {
      const since = performance.now()
      const size = await ask(lane)
      bytes += size
      waits.push(performance.now() - since)
    }
  }
  await Promise.all(lanes.map(run))
  return { waits, bytes }
}

/** A request waits from the moment it was due, also for a connection that is free. */
async function atRate(n: number, rate_s: number) {
  const free = [...lanes]
  const due: number[] = []
  const waits: number[] = []
  let bytes = 0
  const serve = async (lane: Lane) => {
    for (let since = due.shift(); since !== undefined; since = due.shift()) {
      const size = await ask(lane)
      bytes += size
      waits.push(performance.now() - since)
    }
    free.push(lane)
  }
  const running: Promise<void>[] = []
  const started = performance.now()
  for (let i = 0; i < n; ) {
    for (; i < n && started + (i * 1_000) / rate_s <= performance.now(); i++) {
      due.push(started + (i * 1_000) / rate_s)
      const lane = free.shift()
      if (lane !== undefined) running.push(serve(lane))
    }
    await wait(1)
  }
  await Promise.all(running)
  return { waits, bytes }
}

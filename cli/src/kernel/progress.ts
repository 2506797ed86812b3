import type { Language, Words } from '@symbolon/protocol/kernel'
import { say } from './say.ts'

const words = {
  left: { en: 'about {seconds} s left', el: 'απομένουν περίπου {seconds} δ.' },
} as const

export interface ProgressOptions {
  readonly label: Words
  readonly total: number
  readonly language: Language
  /** Drawn on a terminal only. */
  readonly draw: boolean
  readonly clock?: ProgressClock
  readonly write?: (text: string) => void
}

/** Milliseconds, and something to be done every so many of them. */
export interface ProgressClock {
  now(): number
  every(ms: number, act: () => void): () => void
}

export interface Progress {
  /** Adds to what is done. */
  advance(by: number): void
  end(): void
}

const silent_ms = 2000
const between_ms = 200

/** A line with a bar and the time that is left, there once the work has taken two seconds, whether it advances or not. */
export function startProgress(options: ProgressOptions): Progress {
  const { draw, clock = systemClock, write = (text: string) => process.stderr.write(text) } = options
  const started = clock.now()
  let done = 0
  let drawn = false
  const stop = draw ? clock.every(between_ms, drawLine) : () => {}
  function drawLine(): void {
    const elapsed_ms = clock.now() - started
    if (elapsed_ms < silent_ms) return
    drawn = true
    write(`\r\u001b[2K${lineOf(options, { done, elapsed_ms })}`)
  }
  return {
    advance: (by) => {
      done += by
    },
    end: () => {
      stop()
      if (drawn) write('\r\u001b[2K')
    },
  }
}

const systemClock: ProgressClock = {
  now: () => performance.now(),
  every: (ms, act) => {
    const timer = setInterval(act, ms).unref()
    return () => clearInterval(timer)
  },
}

function lineOf(options: ProgressOptions, at: { done: number; elapsed_ms: number }): string {
  const share = options.total === 0 ? 1 : Math.min(1, at.done / options.total)
  const bar = '█'.repeat(Math.round(share * 20)).padEnd(20, '░')
  const left_s = share === 0 ? undefined : Math.ceil((at.elapsed_ms * (1 - share)) / share / 1000)
  const eta = left_s === undefined ? '' : ` · ${say(words.left, options.language, { seconds: left_s })}`
  return `${options.label[options.language]} ${bar} ${Math.floor(share * 100)} %${eta}`
}

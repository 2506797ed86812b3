import type { Outcome } from './outbox.ts'

/** Outcomes kept for whoever asks a moment too late. */
const recentMax = 4_096

/** Callers that wait for a command to settle, and the newest outcomes. */
export interface Waiters {
  /** The command was accepted by this process and may be on its way. */
  expect(commandId: string): void
  isExpected(commandId: string): boolean
  settle(commandId: string, outcome: Outcome): void
  recent(commandId: string): Outcome | undefined
  /** The outcome, or undefined when the time is over first. */
  wait(commandId: string, most_ms: number): Promise<Outcome | undefined>
}

export function createWaiters(): Waiters {
  const recent = new Map<string, Outcome>()
  const waiting = new Map<string, Set<(outcome: Outcome) => void>>()
  const expected = new Set<string>()
  return {
    expect(commandId) {
      expected.add(commandId)
      if (expected.size > recentMax) expected.delete(expected.keys().next().value ?? '')
    },
    isExpected: (commandId) => expected.has(commandId),
    settle(commandId, outcome) {
      expected.delete(commandId)
      recent.set(commandId, outcome)
      if (recent.size > recentMax) recent.delete(recent.keys().next().value ?? '')
      for (const tell of waiting.get(commandId) ?? []) tell(outcome)
    },
    recent: (commandId) => recent.get(commandId),
    wait(commandId, most_ms) {
      const { promise, resolve } = Promise.withResolvers<Outcome | undefined>()
      const callers = waiting.get(commandId) ?? new Set()
      waiting.set(commandId, callers.add(resolve))
      const timer = setTimeout(() => resolve(undefined), most_ms)
      return promise.finally(() => {
        clearTimeout(timer)
        callers.delete(resolve)
        if (callers.size === 0) waiting.delete(commandId)
      })
    },
  }
}

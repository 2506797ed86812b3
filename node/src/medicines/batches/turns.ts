/** Whatever else waits has its turn: long work calls this every few milliseconds. */
export function takeTurns(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** True when the value is an error of the system or of PostgreSQL with one of these codes. */
export function isFault(value: unknown, ...codes: readonly string[]): value is Error & { code: string } {
  return value instanceof Error && 'code' in value && typeof value.code === 'string' && codes.includes(value.code)
}

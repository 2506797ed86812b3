import { isId } from '@symbolon/protocol/kernel'

/** The caller's own `req_…` identifier, when it is one: any other text could carry what no log may hold. */
export function requestIdOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && isId('request', header) ? header : undefined
}

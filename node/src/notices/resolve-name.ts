import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'

/** Every address that a name stands for now. */
export type ResolveName = (name: string) => Promise<readonly string[]>

/** Asks the system, as everything else on this machine does. */
export const resolveName: ResolveName = async (name) => {
  const found = await lookup(name, { all: true, verbatim: true })
  return found.map(({ address }) => address)
}

/** The addresses of a host; an address is its own. */
export async function addressesOf(host: string, resolve: ResolveName): Promise<readonly string[]> {
  return isIP(host) === 0 ? resolve(host) : [host]
}

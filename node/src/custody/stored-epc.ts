const origin = 'https://id.gs1.org'

/** An id as the tables of custody have it: a canonical Digital Link without its origin, which most of them share. */
export function storedEpc(epc: string): string {
  return epc.startsWith(`${origin}/`) ? epc.slice(origin.length) : epc
}

/** The id as everybody else has it. */
export function fullEpc(stored: string): string {
  return stored.startsWith('/') ? `${origin}${stored}` : stored
}

const serial36_max = 2 ** 36 - 1
const number = '(?:0|[1-9]\\d*)'
const activity = '[0-9A-HJ-NP-Z]{5,6}'
const part = '(?:[0-9A-Z-]|%2F)'

/** EPC schemes that stand for no GS1 key, and what follows their name. */
const forms: Readonly<Record<string, RegExp>> = {
  gid: new RegExp(`^(${number})\\.(${number})\\.(${number})$`),
  usdod: new RegExp(`^${activity}\\.(${number})$`),
  adi: new RegExp(`^${activity}\\.${part}{0,32}\\.(?:%23)?${part}{1,30}$`),
  bic: /^([A-Z]{3}[JUZ]\d{6})(\d)$/,
  imovn: /^(\d{6})(\d)$/,
}

/** Largest numbers of a general identifier: 28, 24 and 36 bits. */
const gidMax = [2 ** 28 - 1, 2 ** 24 - 1, serial36_max]

/** True when EPCs of the scheme stand for no GS1 key. */
export function isForeignScheme(scheme: string): boolean {
  return Object.hasOwn(forms, scheme)
}

/**
 * True when the body of an EPC URI has the form of its scheme: general identifiers, goods of the US defence, aerospace
 * parts, freight containers and vessels.
 * @source EPC Tag Data Standard 1.13 §6.3.11-6.3.16; ISO 6346 (containers), IMO A.1117(30) (vessels): check digits
 */
export function isForeignEpc(scheme: string, body: string): boolean {
  const [whole, ...parts] = forms[scheme]?.exec(body) ?? []
  if (whole === undefined) return false
  if (scheme === 'gid') return parts.every((digits, at) => Number(digits) <= (gidMax[at] as number))
  if (scheme === 'usdod') return Number(parts[0]) <= serial36_max
  if (scheme === 'bic') return containerCheck(parts[0] as string) === Number(parts[1])
  if (scheme === 'imovn') return vesselCheck(parts[0] as string) === Number(parts[1])
  return true
}

/** Letters count from 10 and leave out the multiples of 11. */
function containerCheck(container: string): number {
  let sum = 0
  for (const [at, character] of Array.from(container).entries()) {
    const value = Number.parseInt(character, 36)
    const letter = value + Math.floor((value - 1) / 10)
    sum += (value < 10 ? value : letter) * 2 ** at
  }
  return (sum % 11) % 10
}

function vesselCheck(vessel: string): number {
  return Array.from(vessel).reduce((sum, digit, at) => sum + Number(digit) * (7 - at), 0) % 10
}

import type { PartyKind, Role } from '@symbolon/protocol/identity'
import type { Words } from '@symbolon/protocol/kernel'
import { listProfiles, type Profile, profileFolder, readProfile } from './profiles.ts'

/** One invented person or institution. */
export interface DemoPerson {
  readonly name: string
  readonly label: Words
  readonly kind: PartyKind
  /** Role that the demo authority grants, to itself too. */
  readonly role?: Role
  /** ISO 3166-1 alpha-2. */
  readonly country?: string
  /** Its keys are held by the node, so that `/fhir` works for it. */
  readonly hosted?: true
}

/** The people of every demo; none of them exists. */
export const demoPeople: readonly DemoPerson[] = [
  { name: 'eleni', label: { en: 'Eleni, patient', el: 'Ελένη, ασθενής' }, kind: 'person' },
  { name: 'nikos', label: { en: 'Nikos, her guardian', el: 'Νίκος, κηδεμόνας της' }, kind: 'person' },
  {
    name: 'hospital-a',
    label: { en: 'Example General Hospital A', el: 'Γενικό Νοσοκομείο Παράδειγμα Α' },
    kind: 'hospital',
    role: 'care-provider',
    hosted: true,
  },
  {
    name: 'hospital-b',
    label: { en: 'Example General Hospital B', el: 'Γενικό Νοσοκομείο Παράδειγμα Β' },
    kind: 'hospital',
    role: 'care-provider',
    hosted: true,
  },
  {
    name: 'authority',
    label: { en: 'Example Accrediting Authority', el: 'Αρχή Διαπίστευσης Παράδειγμα' },
    kind: 'authority',
    role: 'auditor',
  },
  {
    name: 'researcher',
    label: { en: 'Example Research Institute', el: 'Ερευνητικό Ινστιτούτο Παράδειγμα' },
    kind: 'research',
    role: 'research-organisation',
  },
  {
    name: 'maker',
    label: { en: 'Example Medicines', el: 'Φαρμακοβιομηχανία Παράδειγμα' },
    kind: 'manufacturer',
    country: 'GR',
    role: 'manufacturer',
  },
  {
    name: 'maria',
    label: {
      en: 'Maria, qualified person at Example Medicines',
      el: 'Μαρία, υπεύθυνη ποιότητας της Φαρμακοβιομηχανίας',
    },
    kind: 'person',
  },
  {
    name: 'wholesaler',
    label: { en: 'Example Wholesale', el: 'Φαρμακαποθήκη Παράδειγμα' },
    kind: 'wholesaler',
    country: 'GR',
    role: 'wholesaler',
  },
  {
    name: 'pharmacy-a',
    label: { en: 'Example Pharmacy A', el: 'Φαρμακείο Παράδειγμα Α' },
    kind: 'pharmacy',
    country: 'GR',
    role: 'pharmacy',
  },
  {
    name: 'pharmacy-b',
    label: { en: 'Example Pharmacy B', el: 'Φαρμακείο Παράδειγμα Β' },
    kind: 'pharmacy',
    country: 'CY',
    role: 'pharmacy',
  },
  {
    name: 'regulator',
    label: { en: 'Example Medicines Regulator', el: 'Ρυθμιστική Αρχή Φαρμάκων Παράδειγμα' },
    kind: 'regulator',
    role: 'regulator',
  },
]

/** The profiles of the demo people; those that are missing are made. */
export async function ensureDemoProfiles(home: string): Promise<Profile[]> {
  const present = new Set(await listProfiles(home))
  return await Promise.all(
    demoPeople.map((person) => (present.has(person.name) ? readProfile(home, person.name) : create(home, person))),
  )
}

// Making keys needs much that a start with keys at hand does not load.
async function create(home: string, person: DemoPerson): Promise<Profile> {
  const { createDemoProfile } = await import('./create-demo-profile.ts')
  return await createDemoProfile(home, person)
}

/** What the node is told about them: whose keys it holds and who is the first authority. */
export function demoSettings(home: string, profiles: readonly Profile[]): Record<string, string> {
  const hosted = demoPeople.filter((person) => person.hosted).map((person) => profileFolder(home, person.name))
  const authority = profiles.find((profile) => profile.name === 'authority')?.address
  return { SYMBOLON_HOSTED: hosted.join(','), ...(authority !== undefined && { SYMBOLON_AUTHORITY: authority }) }
}

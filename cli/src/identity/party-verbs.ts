import type { VerbSpec } from '../kernel/index.ts'
import { helpWords } from './words.ts'
export const partyVerbs: readonly VerbSpec[] = [
  {
    name: 'register',
    words: helpWords.partyRegister,
    writes: true,
    options: [
      { flags: '--handle <name>', words: helpWords.optionHandle },
      { flags: '--name-el <name>', words: helpWords.optionNameEl },
      { flags: '--name-en <name>', words: helpWords.optionNameEn },
      { flags: '--endpoint <url>', words: helpWords.optionEndpoint },
      { flags: '--country <country>', words: helpWords.optionCountry },
    ],
    examples: [
      'symbolon party register --as maria',
      'symbolon party register --as clinic --name-el "Κλινική" --name-en "Clinic"',
    ],
    load: async () => (await import('./party-register.ts')).partyRegister,
  },
  {
    name: 'update',
    words: helpWords.partyUpdate,
    writes: true,
    asks: true,
    options: [
      { flags: '--name-el <name>', words: helpWords.optionNameEl },
      { flags: '--name-en <name>', words: helpWords.optionNameEn },
      { flags: '--recipient <recipient>', words: helpWords.optionRecipient },
      { flags: '--endpoint <url>', words: helpWords.optionEndpoint },
      { flags: '--no-endpoint', words: helpWords.optionNoEndpoint },
      { flags: '--country <country>', words: helpWords.optionCountry },
      { flags: '--no-country', words: helpWords.optionNoCountry },
    ],
    examples: [
      'symbolon party update --name-el "Κλινική Α" --name-en "Clinic A" --as clinic',
      'symbolon party update --endpoint https://clinic.example --as clinic',
    ],
    load: async () => (await import('./party-update.ts')).partyUpdate,
  },
  {
    name: 'list',
    words: helpWords.partyList,
    options: [{ flags: '--kind <kind>', words: helpWords.optionKind }],
    examples: ['symbolon party list --kind hospital'],
    load: async () => (await import('./party-show.ts')).partyList,
  },
  {
    name: 'show',
    operands: '[party]',
    words: helpWords.partyShow,
    examples: ['symbolon party show hospital-a', 'symbolon party show --as eleni'],
    load: async () => (await import('./party-show.ts')).partyShow,
  },
  {
    name: 'role-grant',
    operands: '<party> <role>',
    words: helpWords.roleGrant,
    writes: true,
    options: [{ flags: '--until <time>', words: helpWords.optionUntil }],
    examples: ['symbolon party role-grant hospital-a care-provider --until 1y --as authority'],
    load: async () => (await import('./party-roles.ts')).roleGrant,
  },
  {
    name: 'role-revoke',
    operands: '<party> <role>',
    words: helpWords.roleRevoke,
    writes: true,
    asks: true,
    examples: ['symbolon party role-revoke hospital-a care-provider --as authority'],
    load: async () => (await import('./party-roles.ts')).roleRevoke,
  },
]

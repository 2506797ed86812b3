import type { Search } from '@symbolon/protocol/records'
import type { AskedValues } from './statements.ts'

/** True for a search that says by identifier whose entries it wants. */
export function namesPatients({ id, patient, subject }: Search): boolean {
  return id.length + patient.length + subject.length > 0
}

/**
 * Whose each entry is that the search names. A trace tells it, as soon as something of that patient has been opened here;
 * of an identifier that is no entry's the rows tell it, when they are all of one patient.
 */
export function namedSql(
  { id, patient, subject, type }: Search,
  { values, party }: { values: AskedValues; party: string },
): string {
  const patients = patient.flat()
  const subjects = subject.flat()
  const ids = id.flat()
  const references = [...patients, ...subjects, ...ids.map(() => null)]
  const names = [...patients, ...subjects].map((reference) => reference.slice(reference.indexOf('/') + 1))
  const isSubject = [...patients.map(() => false), ...subjects.map(() => true), ...ids.map(() => false)]
  const columns = [
    values.add(references, 'text[]'),
    values.add([...names, ...ids], 'text[]'),
    values.add(isSubject, 'boolean[]'),
  ]
  const rows = (column: string) => `select a.subject from records.hosted_entry e join active a on a.grant = e.grant
          where e.party = ${party} and e.type = ${values.add(type, 'text')} and e.${column} = wanted.reference`
  return `named as materialized (
      select wanted.reference, t.id is not null and not t.is_reference as is_seen, coalesce((
        select g.subject from consent.grant g where g.grant = t.grant
      ), (
        select min(about.subject) from (
          ${rows('patient')} union ${rows('subject')} and wanted.is_subject
        ) about having count(*) = 1
      )) as subject
      from unnest(${columns.join(', ')}) wanted (reference, id, is_subject)
      left join records.hosted_trace t on t.party = ${party} and t.id = wanted.id
    )`
}

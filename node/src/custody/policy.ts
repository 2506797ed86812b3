/**
 * The one place that says who sees an event: whoever captured it, whoever told it too, whoever holds a GLN of a party or
 * a place that it names, and regulators and auditors. Each statement that reads events joins it, so what is hidden is in
 * no page, no count and no inference. The parameters $1 and $2 of such a statement are the party and the instant.
 */
export const sight = 'sight as materialized (select * from custody.sight($1::text, $2::timestamptz))'

/** SQL that is true where the event of this alias may be seen; what it is seen by has to be joined, `sight` unless named. */
export function isSeen(event: string, by = 'sight'): string {
  return `(${event}.captor = ${by}.party or ${by}.sees_all
    or exists (select from unnest(${event}.named) named (gln) where named.gln <@ ${by}.glns)
    or exists (select from custody.recapture told where told.event = ${event}.event and told.party = ${by}.party))`
}

/** SQL that is true where the event of this alias was not declared to be in error by whoever captured it, and declares nothing. */
export function isInForce(event: string): string {
  return `(${event}.declared_at is null and not exists (
    select from custody.event declared
    where declared.hash = ${event}.hash and declared.captor = ${event}.captor and declared.declared_at is not null))`
}

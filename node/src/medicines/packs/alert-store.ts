import type { Hex, Id, JsonObject } from '@symbolon/protocol/kernel'
import type { Alert } from '@symbolon/protocol/medicines'
import type { Address, Queries, Statement } from '../../kernel/index.ts'

/** An alert with what it is about, and who is concerned. */
export interface RaisedAlert {
  readonly alert: Alert
  readonly gtin?: string | undefined
  readonly lot?: string | undefined
  readonly batch?: string | undefined
  readonly index?: number | undefined
  readonly parties: readonly Id<'party'>[]
  /** Accounts of parties that are concerned too. */
  readonly accounts: readonly Address[]
}

/** The alerts stand; one that stands already is shown to whoever else is concerned. */
export function insertAlerts(raised: readonly RaisedAlert[]): Statement {
  const byId = new Map<string, RaisedAlert>()
  for (const one of raised) byId.set(one.alert.id, withAllConcerned(one, byId.get(one.alert.id)))
  const rows = [...byId.values()].map(({ alert, ...about }) => ({
    ...about,
    alert: alert.id,
    subject: alert.subject.slice(2),
    cause: alert.cause,
    emvs: alert.emvs ?? null,
    kind: alert.kind,
    score: alert.score,
    evidence: alert.evidence,
    status: alert.status,
    raised_at: new Date(alert.raised_at).toISOString(),
  }))
  return {
    name: 'medicines_alerts_insert',
    text: `insert into medicines.alert
        (alert, subject, cause, emvs, kind, score, evidence, status, gtin, lot, batch, index, parties, raised_at)
      select a.alert, decode(a.subject, 'hex'), a.cause, a.emvs, a.kind, a.score, a.evidence, a.status, a.gtin, a.lot, a.batch, a.index,
        array(
          select json_array_elements_text(a.parties)
          union select p.party from identity.party p
            where p.address in (select json_array_elements_text(a.accounts))
        ), a.raised_at
      from json_to_recordset($1) a (alert text, subject text, cause text, emvs text, kind text, score float8, evidence json,
        status jsonb, gtin text, lot text, batch text, index integer, parties json, accounts json, raised_at timestamptz)
      on conflict (alert) do update
        set parties = array(select unnest(alert.parties) union select unnest(excluded.parties))`,
    values: [JSON.stringify(rows)],
  }
}

function withAllConcerned(raised: RaisedAlert, before: RaisedAlert | undefined): RaisedAlert {
  if (!before) return raised
  const parties = [...before.parties, ...raised.parties]
  return { ...before, parties, accounts: [...before.accounts, ...raised.accounts] }
}

/** An alert as it is stored. */
export interface AlertRow {
  readonly alert: Id<'alert'>
  readonly subject: Buffer
  readonly cause: Alert['cause']
  readonly emvs: Alert['emvs'] | null
  readonly kind: Alert['kind']
  readonly score: number
  readonly evidence: Alert['evidence'] & JsonObject
  readonly status: Alert['status'] & JsonObject
  readonly gtin: string | null
  readonly lot: string | null
  readonly batch: string | null
  readonly index: number | null
  readonly parties: readonly Id<'party'>[]
  readonly raised_at: Date
}

const columns =
  'alert, subject, cause, emvs, kind, score, evidence, status, gtin, lot, batch, index, parties, raised_at'

/** Alerts that a party may see, the newest first. @param seesAll a regulator */
export async function listAlerts(
  queries: Queries,
  asked: {
    readonly party: Id<'party'>
    readonly seesAll: boolean
    readonly state?: string | undefined
    /** The last one of the page before: when it was raised, and its identifier. */
    readonly before?: readonly [Date, string] | undefined
    readonly limit: number
  },
): Promise<AlertRow[]> {
  const [before_at = null, before_alert = null] = asked.before ?? []
  return queries.query<AlertRow>({
    name: 'medicines_alerts_list',
    text: `select ${columns} from medicines.alert
      where ($2 or parties @> array[$1::text]) and ($3::text is null or status->>'state' = $3)
        and ($4::timestamptz is null or (raised_at, alert) < ($4, $5))
      order by raised_at desc, alert desc limit $6`,
    values: [asked.party, asked.seesAll, asked.state ?? null, before_at, before_alert, asked.limit],
  })
}

/** An alert that the party may see. @param lock when it is about to be changed */
export async function findAlert(
  queries: Queries,
  asked: {
    readonly alert: string
    readonly party: Id<'party'>
    readonly seesAll: boolean
    readonly lock?: 'for update'
  },
): Promise<AlertRow | undefined> {
  const [row] = await queries.query<AlertRow>({
    name: `medicines_alert_find${asked.lock ? '_lock' : ''}`,
    text: `select ${columns} from medicines.alert where alert = $1 and ($3 or parties @> array[$2::text])
      ${asked.lock ?? ''}`,
    values: [asked.alert, asked.party, asked.seesAll],
  })
  return row
}

export function setStatus(alert: Id<'alert'>, status: Alert['status']): Statement {
  return {
    name: 'medicines_alert_status',
    text: 'update medicines.alert set status = $2 where alert = $1',
    values: [alert, JSON.stringify(status)],
  }
}

/** What the rules know an alert as. */
export function alertOf(row: AlertRow): Alert {
  const { alert, subject, emvs, raised_at, cause, kind, score, evidence, status } = row
  return {
    id: alert,
    subject: `0x${subject.toString('hex')}` as Hex,
    cause,
    kind,
    score,
    evidence,
    status,
    ...(emvs && { emvs }),
    raised_at: raised_at.getTime(),
  }
}

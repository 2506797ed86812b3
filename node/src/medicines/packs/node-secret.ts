import type { NodeContext } from '../../kernel/index.ts'

/** The secret under which the ids of packs are salted in this database; made by whichever node is first. */
export async function openReadSecret({
  database,
  random,
  clock,
}: Pick<NodeContext, 'database' | 'random' | 'clock'>): Promise<Uint8Array> {
  const rows = await database.query<{ secret: Buffer }>({
    name: 'medicines_watch_open',
    text: `with made as (
        insert into medicines.watch (secret, hour) values ($1, $2) on conflict do nothing returning secret
      )
      select secret from made union all select secret from medicines.watch limit 1`,
    values: [Buffer.from(random(32)), Math.floor(clock.now() / 3_600_000)],
  })
  if (rows[0]) return rows[0].secret
  // Another node was first, a moment ago.
  return openReadSecret({ database, random, clock })
}

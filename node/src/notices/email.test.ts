import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { pino } from 'pino'
import { loggerOptions } from '../kernel/lifecycle/logger.ts'
import { CODES_PER_HOUR_MAX, CodeLimit } from './code-limit.ts'
import { MAILS_PER_HOUR_MAX } from './make-deliveries.ts'
import { type NoticesWorld, startNotices } from './test-notices.ts'

let world: NoticesWorld
let logged = ''
before(async () => {
  const log = pino(loggerOptions('trace'), { write: (line: string) => (logged += line) })
  world = await startNotices({ config: { smtp_url: 'catch:' }, context: { log } })
})
after(() => world?.stop())

const path = '/v1/notices/email'
const give = (address: string, as: 'eleni' | 'hospital' = 'eleni') => world.ask(as, 'PUT', path, { address })
const confirm = (code: string, as: 'eleni' | 'hospital' = 'eleni') =>
  world.ask(as, 'POST', `${path}/confirmation`, { code })
const mails = async () => (await world.ask('eleni', 'GET', '/v1/dev/mails')).body.items
const lastCode = async () => /[0-9]{8}/.exec((await mails())[0].text)?.[0] ?? ''
/** A code more may be asked for. */
const anHourLater = () => {
  world.clock.offset_ms += 3_600_001
}

test('an address gets nothing but its code until the code has come back, and then what happens from there on', async () => {
  assert.deepEqual((await give('eleni@Mail.example')).body, { state: 'unconfirmed', code_minutes: 30 })
  await world.happen({})
  await world.look()
  assert.equal((await mails()).length, 1)
  assert.deepEqual((await confirm(await lastCode())).body, { state: 'active' })
  assert.deepEqual((await confirm('12345678')).body, { state: 'active' }, 'confirming again changes nothing')
  const [receipt] = await world.happen({ for_whom: 'ward-3', purpose: 'TREAT' })
  await world.look()
  await world.look()
  const [mail, ...rest] = await mails()
  assert.equal(rest.length, 1)
  assert.equal(mail.to, 'eleni@mail.example')
  assert.match(mail.text, /^Κάποιος διάβασε από τον φάκελό σας, \d\d\/\d\d\/\d{4}, \d\d:\d\d UTC\./)
  assert.match(mail.text, /\n\nSomebody read from your records, \d{4}-\d\d-\d\d, \d\d:\d\d UTC\./)
  assert.ok(mail.text.includes(`symbolon ledger receipt ${receipt}`))
  assert.doesNotMatch(mail.text + mail.subject, /ward|TREAT|pty_|\{|undefined/)
  const { body } = await world.ask('eleni', 'GET', path)
  assert.deepEqual([body.address, body.state, body.events.length], ['eleni@mail.example', 'active', 5])
})

test('a person who is told again and again within an hour gets no more mails than a person can read', async () => {
  anHourLater()
  await give('flooded@mail.example')
  await confirm(await lastCode())
  const refused = Array.from({ length: MAILS_PER_HOUR_MAX + 10 }, () => ({ kind: 'refused' as const }))
  const countMails = async () =>
    (await mails()).filter(
      ({ to, text }: { to: string; text: string }) => to.startsWith('flooded') && text.includes('rcp_'),
    ).length
  for (let looks = 0; looks < 12; looks++) {
    if (looks < 2) await world.happen(...refused)
    await world.look()
  }
  assert.equal(await countMails(), MAILS_PER_HOUR_MAX)
  anHourLater()
  await world.happen({})
  await world.look()
  assert.equal(await countMails(), MAILS_PER_HOUR_MAX + 1)
})

test('an address that is erased is nowhere any more, and gets nothing', async () => {
  anHourLater()
  await give('erased-soon@mail.example')
  await confirm(await lastCode())
  assert.equal((await world.ask('eleni', 'DELETE', path)).status, 204)
  const before = (await mails()).length
  await world.happen({})
  await world.look()
  assert.equal((await mails()).length, before)
  const tables = ['notices.subscription', 'notices.delivery', 'kernel.idempotency']
  for (const table of tables) {
    const rows = await world.kernel.database.query({ name: `test_${table}`, text: `select t::text from ${table} t` })
    assert.doesNotMatch(JSON.stringify(rows), /erased-soon/, table)
  }
  assert.ok(logged.length > 0)
  assert.doesNotMatch(logged, /mail\.example/)
})

test('error: NOTICES_EMAIL_UNKNOWN where there is none', async () => {
  const asked = [
    world.ask('hospital', 'GET', path),
    world.ask('hospital', 'DELETE', path),
    confirm('12345678', 'hospital'),
  ]
  for (const { status, body } of await Promise.all(asked))
    assert.deepEqual([status, body.code], [404, 'NOTICES_EMAIL_UNKNOWN'])
})

test('error: NOTICES_EMAIL_INVALID, without the text', async () => {
  const { status, body } = await give('not an address of Eleni')
  assert.deepEqual([status, body.code], [400, 'NOTICES_EMAIL_INVALID'])
  assert.doesNotMatch(JSON.stringify(body), /Eleni/)
})

test('error: NOTICES_CODE_INVALID for a wrong one, the right one after five wrong ones, and one that is too old', async () => {
  anHourLater()
  await give('eleni@mail.example')
  const code = await lastCode()
  const wrong = code === '00000000' ? '11111111' : '00000000'
  for (let n = 0; n < 5; n++) {
    const { status, body } = await confirm(wrong)
    assert.deepEqual([status, body.code, body.attempts], [403, 'NOTICES_CODE_INVALID', 5])
  }
  assert.equal((await confirm(code)).body.code, 'NOTICES_CODE_INVALID')
  await give('eleni@mail.example')
  const second = await lastCode()
  world.clock.offset_ms += 31 * 60_000
  assert.equal((await confirm(second)).body.code, 'NOTICES_CODE_INVALID')
  assert.equal((await world.ask('eleni', 'GET', path)).body.state, 'unconfirmed')
})

test('a code of another party confirms nothing', async () => {
  anHourLater()
  await give('eleni@mail.example')
  const code = await lastCode()
  await give('hospital@mail.example', 'hospital')
  assert.equal((await confirm(code, 'hospital')).body.code, 'NOTICES_CODE_INVALID')
  assert.equal((await confirm(` ${code.slice(0, 4)} ${code.slice(4)}`)).body.state, 'active')
})

test('error: NOTICES_CODES_TOO_MANY for one party, and for one address whoever asks', async () => {
  anHourLater()
  for (let n = 0; n < CODES_PER_HOUR_MAX; n++) assert.equal((await give('nikos@mail.example')).status, 200)
  const sent = (await mails()).length
  for (const [address, as] of [
    ['other@mail.example', 'eleni'],
    ['nikos@mail.example', 'hospital'],
  ] as const) {
    const { status, body } = await give(address, as)
    assert.deepEqual([status, body.code], [429, 'NOTICES_CODES_TOO_MANY'])
    assert.ok(body.seconds > 0 && body.seconds <= 3_600)
  }
  assert.equal((await mails()).length, sent)
  anHourLater()
  assert.equal((await give('nikos@mail.example', 'hospital')).status, 200)
})

test('error: NOTICES_CODES_TOO_MANY once too many are counted, rather than counting none', () => {
  const limit = new CodeLimit({ now: () => 0 })
  for (let n = 0; n < 20_000; n++) limit.take(`a${n}`)
  assert.throws(
    () => limit.take('one more'),
    (error) => hasCode(error, 'NOTICES_CODES_TOO_MANY'),
  )
})

test('an address that nobody confirmed in a day is forgotten', async () => {
  anHourLater()
  await give('hospital@mail.example', 'hospital')
  world.clock.offset_ms += 86_400_001
  await world.notices.jobs?.find(({ name }) => name === 'notices-forget')?.run()
  assert.equal((await world.ask('hospital', 'GET', path)).status, 404)
})

test('error: NOTICES_EMAIL_NOT_OFFERED by a node that sends none, which shows no mails either', async () => {
  const without = await startNotices()
  const { status, body } = await without.ask('eleni', 'PUT', path, { address: 'eleni@mail.example' })
  assert.deepEqual([status, body.code], [409, 'NOTICES_EMAIL_NOT_OFFERED'])
  assert.equal((await without.ask('eleni', 'GET', '/v1/dev/mails')).status, 404)
  await without.stop()
})

test('error: NOTICES_MAIL_FAILED takes no other address’s place', async () => {
  const config = { smtp_url: 'smtp://127.0.0.1:1', smtp_from: 'notices@node.example' }
  const broken = await startNotices({ config })
  const { status, body } = await broken.ask('eleni', 'PUT', path, { address: 'eleni@mail.example' })
  assert.deepEqual([status, body.code, body.reason], [503, 'NOTICES_MAIL_FAILED', 'connection'])
  assert.equal((await broken.ask('eleni', 'GET', path)).status, 404)
  await broken.stop()
})

test('error: KERNEL_CONFIG_INVALID for catching mails on a node that others reach', async () => {
  const config = { smtp_url: 'catch:', public_url: 'https://node.example' }
  await assert.rejects(startNotices({ config }), { code: 'KERNEL_CONFIG_INVALID' })
})

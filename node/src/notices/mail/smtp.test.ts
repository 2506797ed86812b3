import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Mail } from './mail.ts'
import { createSmtpMailer, type SmtpSettings } from './smtp-mailer.ts'
import { lonelyCertificate, testCertificate } from './test-certificate.ts'
import { serve } from './test-smtp-server.ts'

const mail: Mail = {
  to: 'eleni@mail.example',
  subject: 'Symbolon: ειδοποίηση · notice',
  text: 'Γεια\n.\nend',
  id: 'a-b',
}
const clock = { now: () => 1_767_225_600_000 }
const { cert } = testCertificate

function mailerFor(port: number, more: Partial<SmtpSettings> = {}) {
  const settings = { host: 'localhost', port, encryption: 'none', from: 'notices@node.example', ms_max: 5_000 } as const
  return createSmtpMailer({ ...settings, ca: cert, ...more }, clock)
}

/** The mail as its reader sees it. */
function received(told: readonly string[]): { headers: Record<string, string>; text: string } {
  const lines = told.slice(told.indexOf('DATA') + 1, told.indexOf('.')).map((line) => line.replace(/^\.\./, '.'))
  const end = lines.indexOf('')
  const unfolded = lines.slice(0, end).join('\n').replaceAll('\n ', ' ').split('\n')
  const headers = Object.fromEntries(unfolded.map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]))
  const body = lines.slice(end + 1)
  const coding = headers['Content-Transfer-Encoding']
  return {
    headers,
    text: coding === 'base64' ? Buffer.from(body.join(''), 'base64').toString() : unquoted(body).trimEnd(),
  }
}

/** @source RFC 2045 §6.7 */
function unquoted(lines: readonly string[]): string {
  const text = lines.join('\n').replaceAll('=\n', '')
  const bytes = text.replaceAll(/=([0-9A-F]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString()
}

function decodedWords(header = ''): string {
  const words = header.replaceAll(/\?=\s+=\?/g, '?==?')
  return words.replaceAll(/=\?utf-8\?([BQ])\?([^?]+)\?=/gi, (_, coding: string, word: string) =>
    coding.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString() : unquoted([word.replaceAll('_', ' ')]),
  )
}

test('a mail arrives whole, in Greek, under a name that stays', async (t) => {
  const { port, told } = await serve(t)
  assert.deepEqual(await mailerFor(port).send(mail), { result: 'delivered', status: 250 })
  assert.deepEqual(told.slice(0, 4), [
    'EHLO node.example',
    'MAIL FROM:<notices@node.example>',
    'RCPT TO:<eleni@mail.example>',
    'DATA',
  ])
  const { headers, text } = received(told)
  assert.equal(text.replaceAll('\r\n', '\n'), mail.text)
  assert.equal(decodedWords(headers.Subject), mail.subject)
  assert.deepEqual(
    [headers.From, headers.To, headers.Date, headers['Message-ID']],
    ['Symbolon <notices@node.example>', 'eleni@mail.example', 'Thu, 01 Jan 2026 00:00:00 +0000', '<a-b@node.example>'],
  )
  assert.ok(told.every((line) => line.length <= 78 && /^[ -~]*$/.test(line)))
})

for (const [encryption, tls] of [
  ['at-once', true],
  ['upgrade', false],
] as const) {
  test(`over a network it goes encrypted: ${encryption}`, async (t) => {
    const { port, told } = await serve(t, { tls, abilities: ['STARTTLS', 'AUTH PLAIN'] })
    const mailer = mailerFor(port, { encryption, user: 'node', password: 'πέρασε' })
    assert.deepEqual(await mailer.send(mail), { result: 'delivered', status: 250 })
    const auth = told.find((line) => line.startsWith('AUTH PLAIN '))?.slice('AUTH PLAIN '.length) ?? ''
    assert.equal(Buffer.from(auth, 'base64').toString(), '\0node\0πέρασε')
    assert.equal(told.filter((line) => line.startsWith('EHLO')).length, tls ? 1 : 2)
    if (!tls) assert.ok(told.indexOf('STARTTLS') < told.findIndex((line) => line.startsWith('AUTH')))
  })
}

test('a server that knows LOGIN alone is signed in to', async (t) => {
  const { port, told } = await serve(t, { abilities: ['AUTH=LOGIN'] })
  assert.equal((await mailerFor(port, { user: 'node', password: 'secret' }).send(mail)).result, 'delivered')
  assert.deepEqual(told.slice(1, 4), ['AUTH LOGIN', 'bm9kZQ==', 'c2VjcmV0'])
})

test('error: without encryption nothing is sent over a network, nor to a server that is somebody else', async (t) => {
  const plain = await serve(t, { answers: { STARTTLS: '502 no' } })
  assert.deepEqual(await mailerFor(plain.port, { encryption: 'upgrade' }).send(mail), {
    result: 'failed',
    status: 502,
    fault: 'encryption',
  })
  const stranger = await serve(t, { abilities: ['STARTTLS'] })
  const mailer = createSmtpMailer(
    { host: 'localhost', port: stranger.port, encryption: 'upgrade', from: 'a@b.example', ms_max: 5_000 },
    clock,
  )
  assert.deepEqual(await mailer.send(mail), { result: 'failed', fault: 'encryption' })
  for (const { told } of [plain, stranger]) assert.ok(!told.some((line) => /^(AUTH|MAIL|RCPT)/.test(line)))
})

for (const [encryption, tls] of [
  ['at-once', true],
  ['upgrade', false],
] as const) {
  test(`error: a host that is given by its address needs a certificate for the address: ${encryption}`, async (t) => {
    const { port, told } = await serve(t, { tls, abilities: ['STARTTLS'] })
    const outcome = await mailerFor(port, { host: '127.0.0.1', encryption }).send(mail)
    assert.deepEqual(outcome, { result: 'failed', fault: 'encryption' })
    assert.ok(!told.some((line) => line.startsWith('MAIL')))
  })

  test(`error: a certificate without the authority that issued it: ${encryption}`, async (t) => {
    const { port, told } = await serve(t, { tls, abilities: ['STARTTLS'], certificate: lonelyCertificate })
    assert.deepEqual(await mailerFor(port, { encryption }).send(mail), { result: 'failed', fault: 'encryption' })
    assert.ok(!told.some((line) => line.startsWith('MAIL')))
  })
}

test('error: what is said in clear behind the answer to STARTTLS is not listened to', async (t) => {
  const { port, told } = await serve(t, { abilities: ['STARTTLS'], answers: { STARTTLS: '220 go on\r\n250 injected' } })
  const mailer = mailerFor(port, { encryption: 'upgrade', ms_max: 500 })
  assert.deepEqual(await mailer.send(mail), { result: 'failed', fault: 'time' })
  assert.ok(!told.some((line) => line.startsWith('MAIL')))
})

for (const [verb, answer, fault] of [
  ['AUTH', '535 no', 'sign-in'],
  ['MAIL', '550 not you', 'refused'],
  ['RCPT', '450 later', 'refused'],
  ['DATA', '451 later', 'refused'],
  ['.', '552 too much', 'refused'],
] as const) {
  test(`error: a server that answers ${verb} with ${answer}`, async (t) => {
    const { port } = await serve(t, { answers: { [verb]: answer } })
    const outcome = await mailerFor(port, { user: 'node', password: 'secret' }).send(mail)
    assert.deepEqual(outcome, { result: 'failed', status: Number(answer.slice(0, 3)), fault })
  })
}

test('error: no way to sign in, no greeting, no SMTP, nobody there', async (t) => {
  const mute = await serve(t, { abilities: ['SIZE 1000'], answers: { AUTH: '502 no' } })
  assert.deepEqual(await mailerFor(mute.port, { user: 'node' }).send(mail), { result: 'failed', fault: 'sign-in' })
  const silent = await serve(t, { greeting: '220-wait' })
  assert.deepEqual(await mailerFor(silent.port, { ms_max: 100 }).send(mail), { result: 'failed', fault: 'time' })
  const web = await serve(t, { greeting: 'HTTP/1.1 400 Bad Request' })
  assert.deepEqual(await mailerFor(web.port).send(mail), { result: 'failed', fault: 'answer' })
  assert.deepEqual(await mailerFor(1).send(mail), { result: 'failed', fault: 'connection' })
})

for (const end of ['late', 'ended'] as const) {
  test(`error: a mail that is ${end} leaves no connection behind in which it may go out yet`, async (t) => {
    const { port, told, left } = await serve(t, { answers: { DATA: '' } })
    const ending = new AbortController()
    const sending = mailerFor(port, { ms_max: end === 'late' ? 1_000 : 60_000 }).send(mail, ending.signal)
    while (!told.includes('DATA')) await new Promise((done) => setTimeout(done, 5))
    if (end === 'ended') ending.abort()
    assert.deepEqual(await sending, { result: 'failed', fault: end === 'late' ? 'time' : 'connection' })
    await left
    assert.equal(told.at(-1), 'DATA')
  })
}

test('error: a node that has ended before asks its mail server nothing', async (t) => {
  const { port, told } = await serve(t)
  assert.deepEqual(await mailerFor(port).send(mail, AbortSignal.abort()), { result: 'failed', fault: 'connection' })
  assert.deepEqual(told, [])
})

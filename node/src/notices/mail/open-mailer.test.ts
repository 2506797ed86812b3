import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeError, SymbolonError } from '@symbolon/protocol/kernel'
import { CAUGHT_MAX, MailCatcher } from './catcher.ts'
import { openMailer, smtpSettings } from './open-mailer.ts'

const clock = { now: () => 0 }
const from = 'notices@node.example'

test('where mail goes and how is read from one address', () => {
  const place = { host: 'mail.example', from, user: 'a@b', password: 'c:/d' }
  const secured = { ...place, port: 587, encryption: 'upgrade' }
  assert.deepEqual(smtpSettings('smtp://a%40b:c%3A%2Fd@mail.example', from), secured)
  assert.deepEqual(smtpSettings('smtps://a%40b:c%3A%2Fd@mail.example', from), {
    ...place,
    port: 465,
    encryption: 'at-once',
  })
  const here = { host: '127.0.0.1', port: 1025, encryption: 'none', from }
  assert.deepEqual(smtpSettings('smtp://127.0.0.1:1025', from), here)
  assert.deepEqual(smtpSettings('smtp://[::1]:1025/', from), { ...here, host: '::1' })
})

test('what goes in clear goes to an address of this machine, which no name server is asked for', () => {
  for (const [url, host, encryption] of [
    ['smtp://localhost', '127.0.0.1', 'none'],
    ['smtps://localhost', 'localhost', 'at-once'],
    ['smtp://localhost.example', 'localhost.example', 'upgrade'],
  ] as const) {
    const settings = smtpSettings(url, from)
    assert.deepEqual([settings.host, settings.encryption], [host, encryption])
  }
})

for (const url of [
  'mail.example',
  'http://mail.example',
  'smtp://',
  'smtp://mail.example/path',
  'smtp://mail.example?x=1',
  'smtp://a:%zz@mail.example',
  'smtp://name-alone@mail.example',
  'smtp://:password-alone@mail.example',
]) {
  test(`error: KERNEL_CONFIG_INVALID names SYMBOLON_SMTP_URL for ${url}`, () => {
    assert.throws(() => smtpSettings(url, from), {
      code: 'KERNEL_CONFIG_INVALID',
      facts: { setting: 'SYMBOLON_SMTP_URL' },
    })
  })
}

test('error: KERNEL_CONFIG_INVALID names SYMBOLON_SMTP_FROM when nobody is named, and no password is repeated', () => {
  for (const sender of [undefined, 'node', 'Node <notices@node.example>']) {
    try {
      smtpSettings('smtp://node:s3cret@mail.example', sender)
      assert.fail('it was taken')
    } catch (error) {
      assert.ok(error instanceof SymbolonError)
      assert.deepEqual(error.facts, { setting: 'SYMBOLON_SMTP_FROM' })
      assert.doesNotMatch(JSON.stringify(describeError(error, 'en')), /s3cret/)
    }
  }
})

test('mails are caught on a node that listens on this machine alone, the last hundred of them', async () => {
  assert.equal(openMailer({}, { clock, loopback: true }), undefined)
  assert.throws(() => openMailer({ smtp_url: 'catch:' }, { clock, loopback: false }), { code: 'KERNEL_CONFIG_INVALID' })
  const catcher = openMailer({ smtp_url: 'catch:' }, { clock, loopback: true })
  assert.ok(catcher instanceof MailCatcher)
  for (let n = 0; n < CAUGHT_MAX + 5; n++)
    await catcher.send({ to: 'eleni@mail.example', subject: String(n), text: '', id: '' })
  assert.equal(catcher.caught().length, CAUGHT_MAX)
  assert.deepEqual(catcher.caught()[0], {
    to: 'eleni@mail.example',
    subject: '104',
    text: '',
    at: '1970-01-01T00:00:00.000Z',
  })
})

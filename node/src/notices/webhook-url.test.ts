import assert from 'node:assert/strict'
import { isIP } from 'node:net'
import { test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import fc from 'fast-check'
import { isLoopbackAddress, isPublicAddress } from './addresses.ts'
import { hostOf, mayConnect, parseWebhookUrl } from './webhook-url.ts'

const runs = Number(process.env.SYMBOLON_FUZZ_RUNS ?? 10_000)

const reserved = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:8.8.8.8',
  '::ffff:127.0.0.1',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  '',
  'localhost',
]
test('addresses of private, local and special networks are not public, in any family', () => {
  for (const address of reserved) assert.equal(isPublicAddress(address), false, address)
  for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4017::1'])
    assert.equal(isPublicAddress(address), true, address)
})

test('this machine is 127.0.0.0/8 and ::1, not what only looks like it', () => {
  for (const address of ['127.0.0.1', '127.1.2.3', '::1', '0:0:0:0:0:0:0:1'])
    assert.ok(isLoopbackAddress(address), address)
  for (const address of ['0.0.0.0', '::', '::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', 'localhost', '10.0.0.1'])
    assert.ok(!isLoopbackAddress(address), address)
})

const refused = [
  '',
  'hooks.example',
  'ftp://hooks.example/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'http://hooks.example/',
  'http://127.0.0.1/',
  'http://localhost/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://0x7f.1/',
  'https://2130706433/',
  'https://017700000001/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:8.8.8.8]/',
  'https://[fe80::1]/',
  'https://169.254.169.254/latest/meta-data/',
  'https:\\\\169.254.169.254\\',
  'https://１２７.０.０.１/',
  'https://127.0.0.1\t/',
  'https://user:s3cret@hooks.example/',
  'https://hooks.example@127.0.0.1/',
  'https://user@hooks.example/',
  'https://hooks.example/#part',
  'https://hooks.example/#',
  'https://hooks.example:99999/',
  'https://',
  `https://hooks.example/${'x'.repeat(2_000)}`,
]
for (const text of refused) {
  test(`error: NOTICES_URL_REFUSED on a public node for ${JSON.stringify(text.slice(0, 50))}`, () => {
    assert.throws(
      () => parseWebhookUrl(text, { loopback: false }),
      (error) => hasCode(error, 'NOTICES_URL_REFUSED') && !JSON.stringify(error.facts).includes('s3cret'),
    )
  })
}

test('a node that listens on this machine alone sends to it, and to private networks no more than others', () => {
  for (const text of ['http://127.0.0.1:3000/hook', 'http://localhost:3000/', 'http://[::1]/', 'https://127.0.0.1/'])
    assert.equal(parseWebhookUrl(text, { loopback: true }), text)
  for (const text of ['http://10.0.0.1/', 'https://10.0.0.1/', 'http://hooks.example/', 'http://localhost.example/'])
    assert.throws(() => parseWebhookUrl(text, { loopback: true }), { code: 'NOTICES_URL_REFUSED' })
})

test('an address is kept in the spelling that is connected to', () => {
  const reach = { loopback: false }
  assert.equal(parseWebhookUrl('HTTPS://Hooks.Example:443/a/../b?x=1', reach), 'https://hooks.example/b?x=1')
  assert.equal(parseWebhookUrl('https://παράδειγμα.example', reach), 'https://xn--hxajbheg2az3al.example/')
})

test('property: what passes on a public node leads nowhere that is not public', () => {
  const octet = fc.integer({ min: 0, max: 300 }).map(String)
  const hosts = fc.oneof(
    fc.array(octet, { minLength: 1, maxLength: 4 }).map((octets) => octets.join('.')),
    fc.ipV6().map((address) => `[${address}]`),
    fc.domain(),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.constantFrom('https://', 'http://', 'https:', ''), hosts, fc.string(), (scheme, host, rest) => {
      try {
        const url = new URL(parseWebhookUrl(`${scheme}${host}/${rest}`, { loopback: false }))
        assert.equal(url.protocol, 'https:')
        assert.ok(isIP(hostOf(url)) === 0 || mayConnect(hostOf(url), { protocol: 'https:', loopback: false }))
      } catch (error) {
        if (!hasCode(error, 'NOTICES_URL_REFUSED')) throw error
      }
    }),
    { numRuns: runs },
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageOf, readEnvironment } from './config.ts'

test('the language comes from the locale', () => {
  assert.equal(languageOf('el_GR.UTF-8'), 'el')
  assert.equal(languageOf('el'), 'el')
  assert.equal(languageOf('en_US.UTF-8'), 'en')
  assert.equal(languageOf('elx'), 'en')
  assert.equal(languageOf(undefined), 'en')
  assert.equal(readEnvironment({ LANG: 'en_US', LC_ALL: 'el_GR.UTF-8' }).language, 'el')
  assert.equal(readEnvironment({ LANG: 'el_GR.UTF-8', LC_ALL: '' }).language, 'el')
})

test('NO_COLOR and CI are heard, empty settings are none', () => {
  assert.equal(readEnvironment({ NO_COLOR: '1' }).colour, false)
  assert.equal(readEnvironment({ NO_COLOR: '' }).colour, true)
  assert.equal(readEnvironment({ CI: 'true' }).unattended, true)
  assert.equal(readEnvironment({ SYMBOLON_HOME: '' }).home, undefined)
})

import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { cliErrors } from './errors.ts'

const source = fileURLToPath(new URL('..', import.meta.url))

/** Every text in a catalogue, however deep it lies. */
function textsIn(value: unknown, path: string): { path: string; en: string; el: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const { en, el } = value as Record<string, unknown>
  if (typeof en === 'string' && typeof el === 'string') return [{ path, en, el }]
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, `${path}.${name}`))
}

async function catalogues(): Promise<{ path: string; en: string; el: string }[]> {
  const files = globSync('**/*words.ts', { cwd: source }).sort()
  assert.ok(files.length >= 6, 'the catalogues are found')
  const modules = await Promise.all(files.map((file) => import(`${source}${file}`)))
  return [...modules.flatMap((module, i) => textsIn(module, files[i] ?? '')), ...textsIn(cliErrors.rows, 'errors')]
}

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort()

test('both languages fill in the same facts', async () => {
  for (const { path, en, el } of await catalogues()) assert.deepEqual(places(el), places(en), path)
})

test('Greek is written in Greek, not copied', async () => {
  const same = /^[^a-zA-Z]*$|^(?:\{\w+\}|[^a-z]|Node\.js|FHIR)*$/
  for (const { path, en, el } of await catalogues()) {
    if (!same.test(en)) assert.notEqual(el, en, path)
    assert.doesNotMatch(el, /[α-ωΑ-Ω][a-zA-Z][α-ω]|[a-zA-Z][ά-ώ]/u, `mixed alphabets in ${path}`)
  }
})

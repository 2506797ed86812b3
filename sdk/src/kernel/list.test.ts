import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Page, queryOf, walkPages } from './list.ts'

test('pages are walked to their end', async () => {
  const pages: Page<number>[] = [
    { items: [1, 2], has_more: true, next: 'a' },
    { items: [3], has_more: false },
  ]
  const asked: unknown[] = []
  const found: number[] = []
  const read = async (page: object) => {
    asked.push(page)
    return pages[asked.length - 1] as Page<number>
  }
  for await (const item of walkPages(read)) found.push(item)
  assert.deepEqual(found, [1, 2, 3])
  assert.deepEqual(asked, [{ limit: 200 }, { limit: 200, after: 'a' }])
})

test('a query holds what is there, encoded', () => {
  assert.equal(queryOf({ limit: 5, after: undefined }), '?limit=5')
  assert.equal(queryOf({ after: 'a&b' }), '?after=a%26b')
  assert.equal(queryOf({}), '')
})

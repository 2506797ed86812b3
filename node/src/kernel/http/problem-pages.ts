import type { ErrorRow } from '@symbolon/protocol/kernel'
import { kernelErrors } from '@symbolon/protocol/kernel'
import type { App } from '../slice.ts'

/** Rows of every slice's error table, by code. */
export type ErrorRows = Readonly<Record<string, ErrorRow>>

const words = {
  never: { en: 'Repeating the same request will not help.', el: 'Η επανάληψη του ίδιου αιτήματος δεν βοηθά.' },
  later: { en: 'The same request may pass later.', el: 'Το ίδιο αίτημα ίσως περάσει αργότερα.' },
  ask: { en: 'A person has to change something first.', el: 'Πρέπει πρώτα κάποιος να αλλάξει κάτι.' },
}

/** `/problems/CODE`, where the `type` of every problem leads: what it means and what to do, in English and Greek. */
export function explainProblems(app: App, rows: ErrorRows): void {
  const schema = { hide: true }
  app.get('/problems', { schema, config: { etag: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(page('Symbolon problems', listOf(rows))),
  )
  app.get<{ Params: { code: string } }>(
    '/problems/:code',
    { schema, config: { etag: true } },
    async (request, reply) => {
      const { code } = request.params
      const row = Object.hasOwn(rows, code) ? rows[code] : undefined
      if (!row) throw kernelErrors.KERNEL_NOT_FOUND()
      return reply.type('text/html; charset=utf-8').send(page(code, explanationOf(code, row)))
    },
  )
}

function listOf(rows: ErrorRows): string {
  const items = Object.entries(rows).map(
    ([code, row]) => `<li><a href="/problems/${code}">${code}</a> ${row.status} ${escapeHtml(row.title.en)}</li>`,
  )
  return `<h1>Problems</h1><ul>${items.join('')}</ul>`
}

function explanationOf(code: string, row: ErrorRow): string {
  const section = (language: 'en' | 'el') =>
    `<section lang="${language}"><h2>${escapeHtml(row.title[language])}</h2><p>${escapeHtml(row.hint[language])}</p><p>${words[row.retry][language]}</p></section>`
  return `<h1>${code}</h1><p>HTTP ${row.status}</p>${section('en')}${section('el')}<p><a href="/problems">All problems</a></p>`
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body><main>${body}</main></body></html>`
}

/** Facts that a problem fills in are left open here. */
function escapeHtml(text: string): string {
  return text.replace(/\{\w+\}/g, '…').replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}

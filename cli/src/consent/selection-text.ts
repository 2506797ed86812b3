import type { GrantSelection } from '@symbolon/protocol/consent'
import { categories, isCategory, isSensitiveLabel, sensitiveLabels } from '@symbolon/protocol/records'
import type { Output } from '../kernel/index.ts'
import { selectionWords as words } from './words.ts'

/** What a selection takes, in words: `Tests, from 2015-01-01 on`. */
export function selectionText(what: GrantSelection, output: Output): string {
  const named = (list: readonly string[] = []) =>
    list.map((name) => (isCategory(name) ? output.words(categories[name]) : name)).join(', ')
  const labels = (what.sensitive ?? []).map((name) =>
    isSensitiveLabel(name) ? output.words(sensitiveLabels[name]) : name,
  )
  const parts = [
    what.all === true ? output.words(words.everything) : named(what.categories),
    ...listed(what.types, (list) => output.words(words.types, { list })),
    ...listed(
      what.codes?.map(({ system, code }) => `${system}|${code}`),
      (list) => output.words(words.codes, { list }),
    ),
    ...(what.from === undefined ? [] : [output.words(words.from, { day: what.from })]),
    ...(what.to === undefined ? [] : [output.words(words.to, { day: what.to })]),
    ...listed(labels, (list) => output.words(words.sensitive, { list })),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function listed(list: readonly string[] | undefined, say: (list: string) => string): string[] {
  return list === undefined || list.length === 0 ? [] : [say(list.join(', '))]
}

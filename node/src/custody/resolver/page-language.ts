import type { Language } from '@symbolon/protocol/kernel'
import { languageOf } from '../../kernel/index.ts'
import type { PagePlace } from './resolver-pages.ts'

/** The language that a page is written in: the one that its address asks for, else the reader's. */
export function pagePlaceOf(url: string, acceptLanguage: string | undefined): PagePlace {
  const [path = '', ...rest] = url.split('?')
  const pairs = rest.join('?').split('&')
  const asked = pairs.find((pair) => pair === 'lang=el' || pair === 'lang=en')?.slice(5) as Language | undefined
  const language = asked ?? languageOf(acceptLanguage)
  const kept = pairs.filter((pair) => pair !== '' && !pair.startsWith('lang='))
  const other = language === 'el' ? 'en' : 'el'
  return { language, alternate: `${path}?${[...kept, `lang=${other}`].join('&')}` }
}

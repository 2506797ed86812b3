import type { Language } from '@symbolon/protocol/kernel'

/** Greek when the caller prefers it to English, else English. @source RFC 9110 §12.5.4 */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) return 'en'
  const weights = { el: 0, en: 0 }
  for (const range of acceptLanguage.slice(0, 200).split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
    const q = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='))
    const weight = q === undefined ? 1 : Number(q.slice(2)) || 0
    const language = tag.split('-')[0]
    if (language === 'el' || language === 'en') weights[language] = Math.max(weights[language], weight)
  }
  return weights.el > weights.en ? 'el' : 'en'
}

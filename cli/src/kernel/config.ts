import type { Language } from '@symbolon/protocol/kernel'

/** What the environment says; nothing else in the command line reads it. */
export interface Environment {
  readonly home: string | undefined
  readonly node: string | undefined
  readonly profile: string | undefined
  readonly passphrase: string | undefined
  readonly passphraseFile: string | undefined
  readonly xdgConfigHome: string | undefined
  readonly language: Language
  readonly colour: boolean
  /** Set by continuous integration: no questions, no moving progress. */
  readonly unattended: boolean
  /** Everything, for the processes that are started from here. */
  readonly all: Readonly<Record<string, string | undefined>>
}

export function readEnvironment(all: Readonly<Record<string, string | undefined>> = process.env): Environment {
  return {
    home: given(all.SYMBOLON_HOME),
    node: given(all.SYMBOLON_NODE),
    profile: given(all.SYMBOLON_PROFILE),
    passphrase: given(all.SYMBOLON_PASSPHRASE),
    passphraseFile: given(all.SYMBOLON_PASSPHRASE_FILE),
    xdgConfigHome: given(all.XDG_CONFIG_HOME),
    language: languageOf(given(all.SYMBOLON_LANG) ?? given(all.LC_ALL) ?? given(all.LC_MESSAGES) ?? all.LANG),
    colour: given(all.NO_COLOR) === undefined && all.TERM !== 'dumb',
    unattended: given(all.CI) !== undefined,
    all,
  }
}

/** Greek for `el`, `el_GR.UTF-8`; English for everything else. */
export function languageOf(locale: string | undefined): Language {
  return locale !== undefined && /^el\b|^el_/i.test(locale) ? 'el' : 'en'
}

function given(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value
}

import { verifySignIn } from '../../../protocol/src/consent/index.ts'
import type { SiweSignIn } from '../../../protocol/src/identity/index.ts'
import {
  describeError,
  fromUtf8,
  type Language,
  SymbolonError,
  type Words,
} from '../../../protocol/src/kernel/index.ts'
import {
  failedCheck,
  type Policy,
  type ProofCheck,
  parsePolicy,
  parseReceiptProof,
  proofChecks,
  type ShownReceipt,
  verifierKeyText,
  verifyReceiptProof,
} from '../../../protocol/src/log/index.ts'
import { words } from './words.ts'

/** One line of the list of checks. */
export interface CheckLine {
  readonly mark: 'good' | 'bad' | 'open'
  readonly text: string
}

/** All that the page shows of a file. */
export interface View {
  readonly verdict: string
  readonly is_good: boolean
  readonly checks: readonly CheckLine[]
  /** What to do, or what to beware of. */
  readonly advice: string
  readonly facts: readonly (readonly [name: string, value: string])[]
  /** Canonical JSON of the receipt. */
  readonly body: string
}

/** What a person chose. */
export interface Chosen {
  readonly file: Uint8Array
  readonly policy: Uint8Array | undefined
  readonly language: Language
}

/** What the page found out. */
interface Looked {
  readonly shown: ShownReceipt
  readonly receipt: Record<string, unknown>
  readonly sign_in: SiweSignIn | null
}

/** The page asks no ledger. */
const checks: readonly ProofCheck[] = (Object.keys(proofChecks) as ProofCheck[]).filter((check) => check !== 'anchor')

/** What a file shows, or which check failed. */
export async function lookAt({ file, policy, language }: Chosen): Promise<View> {
  try {
    const trust = policy === undefined ? {} : { policy: parsePolicy(fromUtf8(policy)) }
    const shown = verifyReceiptProof(parseReceiptProof(file), trust)
    const receipt = JSON.parse(shown.body) as Record<string, unknown>
    const { at, sign_in } = receipt
    const named = { at: String(at), ...(typeof sign_in === 'string' && { sign_in }) }
    return viewOf({ shown, receipt, sign_in: await verifySignIn(named, shown.sign_in) }, { language, ...trust })
  } catch (error) {
    return failureView(error, { language, policy })
  }
}

function viewOf(looked: Looked, { language, policy }: { language: Language; policy?: Policy }): View {
  const { shown, sign_in } = looked
  const say = (text: Words) => text[language]
  const own = shown.trusted_by === 'file'
  return {
    verdict: say(words.holds),
    is_good: true,
    checks: checks.map((check) => {
      const isOpen = (check === 'witnesses' && !policy) || (check === 'sign_in' && sign_in === null)
      return lineOf(check, { mark: isOpen ? 'open' : 'good', language })
    }),
    advice: own ? say(words.ownWord) : '',
    facts: factsOf(looked, say),
    body: shown.body,
  }
}

function factsOf({ shown, receipt, sign_in }: Looked, say: (text: Words) => string): [string, string][] {
  const { index, size, origin, log, signed, anchor } = shown
  const told = (['receipt', 'kind', 'at', 'actor', 'subject', 'purpose'] as const).flatMap(
    (name): [string, string][] => {
      const value = receipt[name]
      return typeof value === 'string' ? [[say(words[name]), value]] : []
    },
  )
  const place = say(words.placeText).replace('{index}', String(index)).replace('{size}', String(size))
  const witnesses = signed.map(({ witness, time_s }): [string, string] => {
    return [say(words.witness), `${witness.name}, ${new Date(time_s * 1000).toISOString()}`]
  })
  const ledger: [string, string][] = anchor ? [[say(words.anchor), `${anchor.chain_id} · ${anchor.block}`]] : []
  const account: [string, string][] = sign_in
    ? [[say(words.account), `${sign_in.address}, ${new Date(sign_in.issuedAt).toISOString()}`]]
    : []
  const key: [string, string] = [say(words.key), verifierKeyText(log)]
  return [...told, ...account, [say(words.log), origin], [say(words.place), place], key, ...witnesses, ...ledger]
}

function failureView(error: unknown, of: { language: Language; policy: Uint8Array | undefined }): View {
  const { language, policy } = of
  const told = error instanceof SymbolonError ? describeError(error, language) : { title: '', hint: '' }
  const isPolicy = error instanceof SymbolonError && error.code === 'LOG_POLICY_INVALID'
  const failed = isPolicy ? -1 : checks.indexOf(failedCheck(error) ?? 'anchor')
  const lines =
    failed < 0
      ? []
      : checks.map((check, i): CheckLine => {
          if (i === failed) return { mark: 'bad', text: `${proofChecks[check][language]}: ${told.title}` }
          const isOpen = i > failed || (check === 'witnesses' && policy === undefined)
          return lineOf(check, { mark: isOpen ? 'open' : 'good', language })
        })
  const verdict = failed < 0 ? words.unread : words.fails
  const advice = [failed < 0 ? told.title : '', told.hint].filter((text) => text !== '').join('. ')
  return { verdict: verdict[language], is_good: false, checks: lines, advice, facts: [], body: '' }
}

/** Of a file that the browser does not hand out, or that is far too long. */
export function unreadView(language: Language): View {
  return { verdict: words.unread[language], is_good: false, checks: [], advice: '', facts: [], body: '' }
}

function lineOf(check: ProofCheck, { mark, language }: { mark: 'good' | 'open'; language: Language }): CheckLine {
  const text = proofChecks[check][language]
  return { mark, text: mark === 'open' ? `${text}: ${words.notLooked[language]}` : text }
}

import type { SignedIn } from '../../account/shell/require-account.js'
import { displayName } from '../../domain/account.js'
import type { Instant } from '../../domain/instant.js'
import type { Language } from '../../domain/language.js'
import type { PasskeyOffer, SecondFactorSetup, SetupProblem, TotpOffer } from '../second-factor-setup.js'
import { hasPassword, kindOfFactor, TOTP } from '../../domain/second-factor.js'
import { lowerOf } from '../../domain/trust-level.js'
import type { OwnPage } from '../../ui/page-context.js'
import type { Page } from '../../ui/page.js'
import { codesQuestionPage } from '../pages/codes-question.js'
import { factorListPage } from '../pages/factor-list.js'
import { factorRemovalPage } from '../pages/factor-removal.js'
import { passkeySetupPage } from '../pages/passkey-setup.js'
import { recoveryCodesPage } from '../pages/recovery-codes.js'
import { totpSetupPage } from '../pages/totp-setup.js'
import type { FactorDone } from '../texts/messages.js'
import { factorTexts } from '../texts/texts.js'

/** The pages of the citizen's second factors, and where they lie. */
export const FACTOR_PATHS = {
  list: '/konto/zweiter-faktor',
  totp: '/konto/zweiter-faktor/code-app',
  passkey: '/konto/zweiter-faktor/passkey',
  codes: '/konto/zweiter-faktor/codes',
  /** What the page of the codes posts to. */
  shownCodes: '/konto/zweiter-faktor/codes/gezeigt',
  removal: (instance: string) => `/konto/zweiter-faktor/entfernen/${encodeURIComponent(instance)}`,
} as const

/** The list, as the citizen's other pages lead to it. */
export const FACTORS_PAGE: OwnPage = {
  path: FACTOR_PATHS.list,
  isFor: hasPassword,
  names(language) {
    const { short, title } = factorTexts(language).list
    return { short, full: title }
  },
}

/** What a form is shown with again. */
export interface Shown {
  readonly problem: SetupProblem | null
  readonly name: string
}

/** A name to begin with, in the citizen's language. */
export const firstName = (kind: 'totp' | 'passkey', language: Language): string => factorTexts(language).kinds[kind]

export async function factorList(found: SignedIn, setup: SecondFactorSetup, done: FactorDone | null): Promise<Page> {
  const { factors, codesLeft } = await setup.list(found.account)
  const hasTotp = factors.some(({ instance }) => instance === TOTP)
  return factorListPage({
    done,
    hasPassword: hasPassword(found.account),
    factors: factors.map(({ instance, name, boundAt, cap }) => ({
      kind: kindOfFactor(instance),
      name: name ?? instance,
      boundAt,
      counts: lowerOf(cap, setup.level),
      removal: FACTOR_PATHS.removal(instance),
    })),
    codesLeft,
    renewCodes: FACTOR_PATHS.codes,
    addTotp: setup.offered.totp && !hasTotp ? FACTOR_PATHS.totp : null,
    addPasskey: setup.offered.passkey ? FACTOR_PATHS.passkey : null,
  })
}

const setupPage = (found: SignedIn, setup: SecondFactorSetup, action: string, shown: Shown) => ({
  ...shown,
  form: found.form(action),
  counts: lowerOf(found.level, setup.level),
  highest: setup.level,
  back: FACTOR_PATHS.list,
})

export const totpSetup = (found: SignedIn, setup: SecondFactorSetup, offer: TotpOffer, shown: Shown): Page =>
  totpSetupPage({
    ...setupPage(found, setup, FACTOR_PATHS.totp, shown),
    ...offer,
  })

export const passkeySetup = (found: SignedIn, setup: SecondFactorSetup, offer: PasskeyOffer, shown: Shown): Page =>
  passkeySetupPage({
    ...setupPage(found, setup, FACTOR_PATHS.passkey, shown),
    ...offer,
  })

export const recoveryCodes = (
  found: SignedIn,
  setup: SecondFactorSetup,
  codes: readonly string[],
  withFactor: boolean,
  at: Instant,
): Page =>
  recoveryCodesPage({
    codes,
    withFactor,
    account: accountName(found),
    at,
    form: found.form(FACTOR_PATHS.shownCodes),
    draft: setup.sealCodes(found, codes),
  })

/** As the citizen logs in with the password. */
export const accountName = ({ account }: SignedIn): string => account.username ?? displayName(account)

export async function codesQuestion(found: SignedIn, setup: SecondFactorSetup): Promise<Page> {
  const { codesLeft } = await setup.list(found.account)
  return codesQuestionPage({ form: found.form(FACTOR_PATHS.codes), codesLeft, back: FACTOR_PATHS.list })
}

export const factorRemoval = (
  found: SignedIn,
  { instance, name }: { readonly instance: string; readonly name: string | null },
  isLast: boolean,
): Page =>
  factorRemovalPage({
    form: found.form(FACTOR_PATHS.removal(instance)),
    name: name ?? instance,
    isLast,
    back: FACTOR_PATHS.list,
  })

import type { Language } from '../../domain/language.js'
import type {
  PasskeyOffer,
  SecondFactorSetup,
  SetupProblem,
  TotpOffer,
} from '../../domain/ports/second-factor-setup.js'
import { hasPassword, kindOfFactor, TOTP } from '../../domain/second-factor.js'
import { lowerOf } from '../../domain/trust-level.js'
import type {
  FactorDone,
  FactorListPage,
  FactorRemovalPage,
  PasskeySetupPage,
  RecoveryCodesPage,
  TotpSetupPage,
} from '../pages/factor-models.js'
import { textsOf } from '../../ui/texts/texts.js'
import type { SignedIn } from '../../account/shell/require-account.js'

/** The pages of the citizen's second factors, and where they lie. */
export const FACTOR_PATHS = {
  list: '/konto/zweiter-faktor',
  totp: '/konto/zweiter-faktor/code-app',
  passkey: '/konto/zweiter-faktor/passkey',
  codes: '/konto/zweiter-faktor/codes',
  removal: (instance: string) => `/konto/zweiter-faktor/entfernen/${encodeURIComponent(instance)}`,
} as const

/** What a form is shown with again. */
export interface Shown {
  readonly problem: SetupProblem | null
  readonly name: string
}

/** A name to begin with, in the citizen's language. */
export const firstName = (kind: 'totp' | 'passkey', language: Language): string => textsOf(language).factor.kinds[kind]

export async function factorList(
  found: SignedIn,
  setup: SecondFactorSetup,
  done: FactorDone | null,
): Promise<FactorListPage> {
  const { factors, codesLeft } = await setup.list(found.account)
  const hasTotp = factors.some(({ instance }) => instance === TOTP)
  return {
    kind: 'factor-list',
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
    renewCodes: found.form(FACTOR_PATHS.codes),
    addTotp: setup.offered.totp && !hasTotp ? FACTOR_PATHS.totp : null,
    addPasskey: setup.offered.passkey ? FACTOR_PATHS.passkey : null,
  }
}

const setupPage = (found: SignedIn, setup: SecondFactorSetup, action: string, shown: Shown) => ({
  ...shown,
  form: found.form(action),
  counts: lowerOf(found.level, setup.level),
  highest: setup.level,
  back: FACTOR_PATHS.list,
})

export const totpSetup = (
  found: SignedIn,
  setup: SecondFactorSetup,
  offer: TotpOffer,
  shown: Shown,
): TotpSetupPage => ({
  kind: 'totp-setup',
  ...setupPage(found, setup, FACTOR_PATHS.totp, shown),
  ...offer,
})

export const passkeySetup = (
  found: SignedIn,
  setup: SecondFactorSetup,
  offer: PasskeyOffer,
  shown: Shown,
): PasskeySetupPage => ({
  kind: 'passkey-setup',
  ...setupPage(found, setup, FACTOR_PATHS.passkey, shown),
  ...offer,
})

export const recoveryCodes = (codes: readonly string[], withFactor: boolean): RecoveryCodesPage => ({
  kind: 'recovery-codes',
  codes,
  withFactor,
  back: FACTOR_PATHS.list,
})

export const factorRemoval = (
  found: SignedIn,
  { instance, name }: { readonly instance: string; readonly name: string | null },
  isLast: boolean,
): FactorRemovalPage => ({
  kind: 'factor-removal',
  form: found.form(FACTOR_PATHS.removal(instance)),
  name: name ?? instance,
  isLast,
  back: FACTOR_PATHS.list,
})

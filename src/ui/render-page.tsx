import { renderToString } from 'preact-render-to-string'
import type { Assets } from './assets.js'
import { createFormats, type Formats } from './formats.js'
import { languageLinks, shownLanguage } from './language-links.js'
import { Layout } from './layout.js'
import { accountSwitchView } from '../login/pages/account-switch.js'
import { blockCodeView } from '../methods/pass/pages/block-code.js'
import { confirmView } from '../login/pages/confirm.js'
import { eidView } from '../methods/eid/pages/eid.js'
import { eidWaitingView } from '../methods/eid/pages/eid-waiting.js'
import { devicesView } from '../methods/pass/pages/devices.js'
import { errorView } from './pages/error.js'
import { factorListView } from '../factors/pages/factor-list.js'
import { factorRemovalView } from '../factors/pages/factor-removal.js'
import { handOverView } from '../login/pages/hand-over.js'
import { meetPersonView } from '../login/pages/meet-person.js'
import { methodChoiceView } from '../login/pages/method-choice.js'
import { passkeySetupView } from '../factors/pages/passkey-setup.js'
import { passPairingView } from '../methods/pass/pages/pass-pairing.js'
import { passElsewhereView, passLinkView } from '../methods/pass/pages/pass-notices.js'
import { passView } from '../methods/pass/pages/pass.js'
import { passwordView } from '../methods/password/pages/password.js'
import { profileView } from '../login/pages/profile.js'
import { recoveryCodesView } from '../factors/pages/recovery-codes.js'
import { reviewMethodsView } from '../login/pages/review-methods.js'
import { secondFactorView } from '../factors/pages/second-factor.js'
import { signedOutView } from '../account/shell/signed-out.js'
import { easyStartView, startView } from '../account/start/start.js'
import { totpSetupView } from '../factors/pages/totp-setup.js'
import type { Scope, View } from './scope.js'
import type { TextLanguage } from './texts/messages.js'
import { TEXTS, textsOf } from './texts/texts.js'
import type { Language } from '../domain/language.js'
import type { Page, PageContext } from './view-models.js'

/** A page as a whole HTML document. */
export type PageRenderer = (page: Page, context: PageContext) => string

/**
 * Makes the renderer of all pages. Everything that a model holds is shown as text, never as markup; addresses pass
 * `safeHref`. Throws only for a hand-over to something that is no web address.
 */
export function createPageRenderer({ assets }: { readonly assets: Assets }): PageRenderer {
  const formats: Readonly<Record<TextLanguage, Formats>> = {
    de: createFormats(TEXTS.de.locale),
    en: createFormats(TEXTS.en.locale),
  }
  return (page, context) => {
    const language = shownLanguage(page.kind, context.language)
    const texts = textsOf(language)
    const scope: Scope = {
      context,
      texts,
      formats: formats[texts.language],
      portal: context.portal?.name ?? null,
    }
    const document = (
      <Layout
        scope={scope}
        view={viewOf(page, scope, language, assets)}
        assets={assets}
        language={language}
        languages={languageLinks(page.kind, language, context.here)}
        handsOver={page.kind === 'hand-over' ? (page.notice ? 'by-button' : 'by-itself') : null}
      />
    )
    return `<!DOCTYPE html>${renderToString(document)}`
  }
}

function viewOf(page: Page, scope: Scope, language: Language, assets: Assets): View {
  switch (page.kind) {
    case 'method-choice':
      return methodChoiceView(page, scope)
    case 'password':
      return passwordView(page, scope)
    case 'second-factor':
      return secondFactorView(page, scope, assets)
    case 'factor-list':
      return factorListView(page, scope)
    case 'totp-setup':
      return totpSetupView(page, scope)
    case 'passkey-setup':
      return passkeySetupView(page, scope, assets)
    case 'recovery-codes':
      return recoveryCodesView(page, scope)
    case 'factor-removal':
      return factorRemovalView(page, scope)
    case 'eid':
      return eidView(page, scope)
    case 'eid-waiting':
      return eidWaitingView(page, scope)
    case 'pass':
      return passView(page, scope, assets)
    case 'pass-elsewhere':
      return passElsewhereView(scope)
    case 'devices':
      return devicesView(page, scope)
    case 'pass-pairing':
      return passPairingView(page, scope, assets)
    case 'block-code':
      return blockCodeView(page, scope)
    case 'pass-link':
      return passLinkView(scope)
    case 'meet-person':
      return meetPersonView(page, scope)
    case 'review-methods':
      return reviewMethodsView(page, scope)
    case 'profile':
      return profileView(page, scope)
    case 'confirm':
      return confirmView(page, scope)
    case 'account-switch':
      return accountSwitchView(page, scope)
    case 'signed-out':
      return signedOutView(scope)
    case 'hand-over':
      return handOverView(page, scope)
    case 'error':
      return errorView(page, scope)
    case 'start':
      return language === 'de-x-leicht' ? easyStartView() : startView(page, scope)
  }
}

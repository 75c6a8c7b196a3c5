import { expect } from 'chai'
import { selectAll, textOf, type HtmlElement } from '../support/html-document.js'
import { rendered } from './rendered-samples.js'
import type { PageKind } from '../../src/ui/page.js'
import { devicesSamples } from '../methods/pass/device-samples.js'
import { eidSamples } from '../methods/eid/page-samples.js'
import { errorSamples } from '../support/page-samples/errors.js'
import { factorSamples } from '../support/page-samples/factors.js'
import { passSamples } from '../methods/pass/page-samples.js'
import { profileSamples } from '../support/page-samples/profile.js'
import { type ProfileModel, profilePage } from '../../src/login/pages/profile.js'
import { devicesPage } from '../../src/methods/pass/pages/devices.js'
import { eidPage } from '../../src/methods/eid/pages/eid.js'
import type { ErrorText } from '../../src/domain/error-catalogue.js'
import { errorPage } from '../../src/ui/pages/error.js'
import { factorRemovalPage } from '../../src/factors/pages/factor-removal.js'
import { passPage } from '../../src/methods/pass/pages/pass.js'
import { passkeySetupPage } from '../../src/factors/pages/passkey-setup.js'
import { totpSetupPage } from '../../src/factors/pages/totp-setup.js'

const pageOf = <Model extends object>(
  kind: PageKind<Model>,
  samples: Readonly<Record<string, Model>>,
  name: string,
): HtmlElement => {
  const model = samples[name]
  if (!model) throw new Error(`no sample ${name}`)
  return rendered(kind(model))
}
const classesOf = (element: HtmlElement): readonly string[] => (element.attributes.get('class') ?? '').split(' ')
const buttonsOf = (document: HtmlElement): readonly HtmlElement[] =>
  selectAll(document, 'a, button').filter((element) => classesOf(element).includes('kern-btn'))
const lookOf = (document: HtmlElement, look: string): readonly string[] =>
  buttonsOf(document)
    .filter((button) => classesOf(button).includes(look))
    .map(textOf)

describe('what a page offers next', () => {
  it('is, once confirmed in the app, neither the number nor a new code', () => {
    const document = pageOf(passPage, passSamples, 'confirmed')
    expect(selectAll(document, '[data-testid=pass-code]')).to.deep.equal([])
    expect(selectAll(document, 'button[name=step]')).to.deep.equal([])
    expect(lookOf(document, 'kern-btn--primary')).to.deep.equal(['Weiter'])
  })

  it('is another way to log in where the card will never do', () => {
    const [first, ...rest] = buttonsOf(pageOf(eidPage, eidSamples, 'invalid-document'))
    expect(first && textOf(first)).to.equal('Andere Anmeldeart wählen')
    expect(first && classesOf(first)).to.include('kern-btn--primary')
    expect(rest.map((button) => button.attributes.get('data-testid'))).to.deep.equal(['start-eid', 'start-eid-phone'])
    const tryAgain = ['AusweisApp noch einmal öffnen']
    expect(lookOf(pageOf(eidPage, eidSamples, 'cancelled'), 'kern-btn--primary')).to.deep.equal(tryAgain)
  })

  it('is the console where only those who run portals can read the page', () => {
    const waysOn = (text: ErrorText) =>
      buttonsOf(pageOf(errorPage, errorSamples, text)).map((button) => [button.attributes.get('href'), textOf(button)])
    expect(waysOn('no-right')).to.deep.equal([['/operator', 'Zur Übersicht']])
    expect(waysOn('too-many-look-ups')).to.deep.equal([['/operator', 'Zur Übersicht']])
    expect(waysOn('not-found')).to.deep.equal([['/', 'Zur Startseite']])
  })

  it('looks different where it cannot be undone', () => {
    const removal = pageOf(factorRemovalPage, factorSamples['factor-removal'], 'last')
    expect(lookOf(removal, 'app-danger')).to.deep.equal(['Entfernen'])
    expect(lookOf(removal, 'kern-btn--primary')).to.deep.equal([])
    expect(lookOf(pageOf(devicesPage, devicesSamples, 'enough'), 'app-danger')).to.deep.equal(['Sperren', 'Entkoppeln'])
  })

  it('is named for a blocked phone as what it is: to unpair it', () => {
    const [main] = selectAll(pageOf(devicesPage, devicesSamples, 'several'), 'main')
    const named = selectAll(main ?? expect.fail(), 'summary').map(textOf)
    expect(named[0]).to.equal('„Mein Smartphone“ ändern, sperren oder entkoppeln')
    expect(named[1]).to.equal('„Altes Telefon“ entkoppeln')
  })

  it('counts what an account lacks', () => {
    const title = (model: ProfileModel): string =>
      selectAll(rendered(profilePage(model)), 'h1')
        .map(textOf)
        .join()
    const { impossible } = profileSamples
    if (!impossible) throw new Error('no sample impossible')
    expect(title(impossible)).to.equal('In Ihrem Konto fehlen Angaben')
    expect(title({ ...impossible, impossible: ['email'] })).to.equal('Eine Angabe fehlt in Ihrem Konto')
  })

  it('is, after too long, a new QR code for an app and a new beginning for a passkey', () => {
    const said = (document: HtmlElement): string => selectAll(document, '[role=alert]').map(textOf).join()
    expect(said(pageOf(totpSetupPage, factorSamples['totp-setup'], 'expired'))).to.include(
      'Scannen Sie bitte den neuen QR-Code.',
    )
    expect(said(pageOf(passkeySetupPage, factorSamples['passkey-setup'], 'expired')))
      .to.include('Fangen Sie bitte noch einmal an.')
      .and.not.include('QR')
  })
})

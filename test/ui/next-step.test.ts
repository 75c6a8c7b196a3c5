import { expect } from 'chai'
import type { Page } from '../../src/ui/view-models.js'
import { selectAll, textOf, type HtmlElement } from '../support/html-document.js'
import { devicesSamples } from '../support/page-samples-devices.js'
import { eidSamples } from '../support/page-samples-eid.js'
import { factorSamples } from '../support/page-samples-factor.js'
import { profileSamples } from '../support/page-samples-forms.js'
import { passSamples } from '../support/page-samples-pass.js'
import { rendered } from './rendered-samples.js'

const pageOf = (samples: Readonly<Record<string, Page>>, name: string): HtmlElement => {
  const page = samples[name]
  if (!page) throw new Error(`no sample ${name}`)
  return rendered(page)
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
    const document = pageOf(passSamples, 'confirmed')
    expect(selectAll(document, '[data-testid=pass-code]')).to.deep.equal([])
    expect(selectAll(document, 'button[name=step]')).to.deep.equal([])
    expect(lookOf(document, 'kern-btn--primary')).to.deep.equal(['Weiter'])
  })

  it('is another way to log in where the card will never do', () => {
    const [first, ...rest] = buttonsOf(pageOf(eidSamples, 'invalid-document'))
    expect(first && textOf(first)).to.equal('Andere Anmeldeart wählen')
    expect(first && classesOf(first)).to.include('kern-btn--primary')
    expect(rest.map((button) => button.attributes.get('data-testid'))).to.deep.equal(['start-eid', 'start-eid-phone'])
    expect(lookOf(pageOf(eidSamples, 'cancelled'), 'kern-btn--primary')).to.deep.equal(['Noch einmal'])
  })

  it('looks different where it cannot be undone', () => {
    const removal = pageOf(factorSamples['factor-removal'], 'last')
    expect(lookOf(removal, 'app-danger')).to.deep.equal(['Entfernen'])
    expect(lookOf(removal, 'kern-btn--primary')).to.deep.equal([])
    expect(lookOf(pageOf(devicesSamples, 'enough'), 'app-danger')).to.deep.equal(['Sperren', 'Entkoppeln'])
  })

  it('is named for a blocked phone as what it is: to unpair it', () => {
    const named = selectAll(pageOf(devicesSamples, 'several'), 'summary').map(textOf)
    expect(named[0]).to.equal('„Mein Smartphone“ ändern, sperren oder entkoppeln')
    expect(named[1]).to.equal('„Altes Telefon“ entkoppeln')
  })

  it('counts what an account lacks', () => {
    const title = (page: Page): string => selectAll(rendered(page), 'h1').map(textOf).join()
    const { impossible } = profileSamples
    if (!impossible) throw new Error('no sample impossible')
    expect(title(impossible)).to.equal('In Ihrem Konto fehlen Angaben')
    expect(title({ ...impossible, impossible: ['email'] })).to.equal('Eine Angabe fehlt in Ihrem Konto')
  })

  it('is, after too long, a new QR code for an app and a new beginning for a passkey', () => {
    const said = (samples: Readonly<Record<string, Page>>): string =>
      selectAll(pageOf(samples, 'expired'), '[role=alert]').map(textOf).join()
    expect(said(factorSamples['totp-setup'])).to.include('Scannen Sie bitte den neuen QR-Code.')
    expect(said(factorSamples['passkey-setup'])).to.include('Fangen Sie bitte noch einmal an.').and.not.include('QR')
  })
})

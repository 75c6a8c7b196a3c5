import { expect } from 'chai'
import { selectAll, textOf } from '../../../support/html-document.js'
import { rendered } from '../../../ui/rendered-samples.js'
import { passSamples } from '../page-samples.js'
import { passPage } from '../../../../src/methods/pass/pages/pass.js'

type Context = Parameters<typeof rendered>[1]

const textOn = (sample: string, context: Context): string => {
  const page = passSamples[sample]
  if (!page) throw new Error(`no sample ${sample}`)
  return textOf(rendered(passPage(page), context))
}

describe('the page of the pass', () => {
  const visitor = { portal: { name: 'Besucherparken', privacyUrl: null }, onlyMethod: true }

  it('tells whoever has no account to choose a PIN the first time', () => {
    expect(textOn('without-account', visitor)).to.contain('Beim ersten Mal wählen Sie in der App eine PIN')
    expect(textOn('without-account', { ...visitor, language: 'en' })).to.contain('The first time you choose a PIN')
    expect(textOn('waiting', {})).not.to.contain('ersten Mal')
  })

  it('sends whoever has no account, and no other way, to neither: a blocked phone pairs anew', () => {
    const german = textOn('blocked-without-account', visitor)
    expect(german).to.contain('koppeln das Smartphone damit neu. Der Dienst erkennt Sie danach nicht wieder.')
    expect(german).not.to.match(/andere Anmeldeart|im Konto/i)
    expect(german).to.contain('Zurück zu den Anmeldearten')
    const english = textOn('blocked-without-account', { ...visitor, language: 'en' })
    expect(english).to.contain('pair the smartphone again with it. The service will not know you again then.')
    expect(english).not.to.match(/another way|your account/i)
  })

  it('names both ways where both may be: that of an account, and that without one', () => {
    const both = textOn('blocked-without-account', { ...visitor, onlyMethod: false })
    expect(both).to.contain('Nehmen Sie bitte eine andere Anmeldeart.').and.contain('Ohne Konto fordern Sie')
    expect(both).to.contain('Andere Anmeldeart wählen')
    expect(textOn('blocked', {})).not.to.contain('Ohne Konto')
  })

  it('says how many tries are left after a wrong PIN, in numbers', () => {
    expect(textOn('two-left', {})).to.contain('Noch 2 Versuche. Danach sperren wir den Pass')
    expect(textOn('one-left', { language: 'en' }))
      .to.contain('1 attempt left')
      .and.contain('After that we block')
    expect(textOn('failed', {})).to.contain('Nach drei Fehlversuchen').and.not.contain('Noch 2')
  })

  it('says where the app is got only where the deployment has said it, and how a phone is paired', () => {
    expect(textOn('with-app', {})).to.contain('Noch keine App? App laden')
    expect(textOn('waiting', {})).to.contain('Noch nicht gekoppelt? So geht es').and.not.contain('Noch keine App?')
    expect(textOn('without-account', visitor)).not.to.contain('Noch nicht gekoppelt?')
  })

  for (const sample of ['waiting', 'failed', 'blocked', 'expired']) {
    it(`leads whoever has lost the phone to the page that blocks it: ${sample}`, () => {
      const document = rendered(passPage(passSamples[sample] ?? expect.fail()))
      expect(selectAll(document, 'a[href="/konto/sperren"]').map(textOf)).to.deep.equal(['Pass sperren'])
    })
  }

  it('names its link by what it does, and shows the address as text', () => {
    const document = rendered(passPage(passSamples['waiting'] ?? expect.fail()))
    const [open] = selectAll(document, '[data-testid=pass-open]')
    expect(open && textOf(open)).to.equal('In der App öffnen')
    expect(selectAll(document, 'a').filter((link) => textOf(link).includes('://'))).to.deep.equal([])
    const [copy] = selectAll(document, '[data-copy]')
    expect(copy?.attributes.get('data-copy')).to.equal(open?.attributes.get('href'))
  })
})

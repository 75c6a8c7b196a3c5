import { expect } from 'chai'
import { descendants, textOf } from '../../support/html-document.js'
import { rendered } from '../../ui/rendered-samples.js'
import { methodChoiceSamples } from '../../support/page-samples/method-choice.js'
import { type MethodChoiceModel, methodChoicePage } from '../../../src/login/pages/method-choice.js'
import { loginTexts } from '../../../src/login/texts/texts.js'

type Context = Parameters<typeof rendered>[1]

const sample = (name: string): MethodChoiceModel => {
  const page = methodChoiceSamples[name]
  if (!page) throw new Error(`no sample ${name}`)
  return page
}

const textOn = (page: MethodChoiceModel, context: Context = {}): string =>
  textOf(rendered(methodChoicePage(page), context))

const reasonFor = (method: string, page: MethodChoiceModel, context: Context = {}): string => {
  const found = descendants(rendered(methodChoicePage(page), context)).find(
    ({ attributes }) => attributes.get('data-method-missing') === method,
  )
  if (!found) throw new Error(`${method} is not missing`)
  return textOf(found)
}

describe('the method page', () => {
  it('says that the card is the shorter way where one that needs a pass stands beside it', () => {
    const page = sample('substantiell')
    expect(reasonFor('password', page)).to.contain('Am kürzesten ist hier der Weg mit dem Online-Ausweis.')
    expect(reasonFor('password', page, { language: 'en' })).to.contain('The shortest way here is your online ID card.')
    const withoutCard = { ...page, offered: page.offered.filter(({ id }) => id !== 'eid') }
    expect(reasonFor('password', withoutCard)).to.contain('während Sie mit diesem Niveau angemeldet sind')
  })

  it('speaks of one way where there is one', () => {
    const page = sample('not-allowed-by-service')
    expect(textOn(page))
      .to.contain('Diese Anmeldeart reicht dafür.')
      .and.contain('Nehmen Sie bitte die Anmeldeart oben.')
  })

  it('says of the one that would do that it does not work, before it sends anybody to the office', () => {
    const page = sample('other-down')
    const main = textOn(page)
    expect(main).to.contain('„Online-Ausweis“ funktioniert gerade nicht. Versuchen Sie es bitte später noch einmal.')
    expect(main.indexOf('funktioniert gerade nicht')).to.be.lessThan(main.indexOf('direkt beim Amt'))
    expect(reasonFor('pass', page)).not.to.contain('gibt es hier noch nicht')
    expect(reasonFor('password', sample('level-too-low'))).not.to.contain('später')
  })

  it('says to whoever is signed in already that they are, and why it asks', () => {
    const stepUp = textOn(sample('step-up'))
    expect(stepUp).to.contain('Sie sind angemeldet als Jana Nowak. Weisen Sie sich hier bitte noch einmal aus.')
    expect(textOn({ ...sample('step-up'), signedInAs: '' })).to.contain('Sie sind angemeldet. Weisen Sie sich hier')
    expect(textOn(sample('hoch'))).not.to.contain('angemeldet als')
  })

  it('leads whoever has no password at hand back to the choice what the card is for', () => {
    for (const name of ['link-account', 'link-account-down']) {
      expect(textOn(sample(name)), name).to.contain('Zurück zur Auswahl')
      expect(textOn(sample(name), { language: 'en' }), name).to.contain('Back to the choice')
    }
    expect(textOn(sample('normal'))).not.to.contain('Zurück zur Auswahl')
  })

  it('says why it asks again where a session has run out, and not whose it was', () => {
    const { sessionEnded } = loginTexts('de').methodChoice
    expect(textOn(sample('session-ended'))).to.contain(sessionEnded)
    expect(textOn(sample('session-ended'), { language: 'en' })).to.contain(loginTexts('en').methodChoice.sessionEnded)
    expect(textOn({ ...sample('level-too-low'), sessionEnded: true })).to.contain(sessionEnded)
    expect(textOn(sample('normal'))).not.to.contain(sessionEnded)
  })

  it('calls the citizen’s own account no service', () => {
    const own = { portal: null }
    expect(textOn(sample('basis'), own))
      .to.contain('Danach geht es in Ihrem Konto weiter.')
      .and.not.contain('Dienst')
    const stepUp = textOn({ ...sample('hoch'), missing: [] }, own)
    expect(stepUp).to.contain('Hier brauchen Sie das Vertrauensniveau hoch.').and.not.contain('Dieser Dienst')
  })
})

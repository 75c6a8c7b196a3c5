import { expect } from 'chai'
import { descendants, selectAll, textOf } from '../../support/html-document.js'
import { rendered } from '../../ui/rendered-samples.js'
import { methodChoiceSamples } from '../../support/page-samples/method-choice.js'
import { methodId } from '../../../src/domain/ids.js'
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
      .to.contain('Für diesen Dienst reicht diese Anmeldeart.')
      .and.contain('Nehmen Sie bitte die Anmeldeart oben.')
  })

  it('says of the one that would do that it does not work, before it sends anybody to the office', () => {
    const page = sample('other-down')
    const document = rendered(methodChoicePage(page))
    expect(selectAll(document, 'h1').map(textOf)).to.deep.equal(['Der Online-Ausweis funktioniert gerade nicht'])
    const main = textOf(document)
    expect(main).to.contain('Das liegt nicht an Ihnen. Versuchen Sie es bitte später noch einmal.')
    expect(main.indexOf('funktioniert gerade nicht')).to.be.lessThan(main.indexOf('direkt beim Amt'))
    expect(selectAll(document, 'details[open]')).to.deep.equal([])
    expect(reasonFor('password', sample('level-too-low'))).not.to.contain('später')
  })

  it('sends nobody to set up, at a level that nothing reaches, what would reach it', () => {
    const way = { kind: 'set-up', by: methodId('pass') } as const
    const reason = { kind: 'level-too-low', reaches: 'normal', way } as const
    const down = { ...sample('other-down'), missing: [...sample('other-down').missing, { id: 'other', reason }] }
    for (const id of ['pass', 'other']) {
      expect(reasonFor(id, down)).to.contain('Das geht erst wieder, wenn der Online-Ausweis funktioniert.')
      expect(reasonFor(id, down)).not.to.contain('Richten Sie')
    }
    const none = { ...sample('level-too-low'), missing: [{ id: 'other', reason }] }
    expect(reasonFor('other', none)).to.contain('gibt es hier noch nicht').and.not.contain('Richten Sie')
  })

  it('sends nobody to set up what only that itself would let them set up', () => {
    const [pass] = sample('normal').offered.filter(({ id }) => id === 'pass')
    const [eid] = sample('hoch').offered
    if (!pass || !eid) throw new Error('The samples lack a method')
    for (const kind of ['set-up', 'add-factor'] as const) {
      const reason = { kind: 'level-too-low', reaches: 'normal', way: { kind, by: methodId('pass') } } as const
      const missing = [{ id: 'password', reason }]
      const passAlone = { ...sample('substantiell'), offered: [pass], missing }
      expect(reasonFor('password', passAlone)).to.contain('Nehmen Sie bitte die Anmeldeart oben.')
      expect(reasonFor('password', passAlone)).not.to.contain('Richten Sie')
      expect(reasonFor('password', { ...passAlone, offered: [] })).not.to.contain('Richten Sie')
    }
    const reason = { kind: 'level-too-low', reaches: 'normal', way: { kind: 'set-up', by: methodId('pass') } } as const
    const both = { ...sample('substantiell'), offered: [pass, eid], missing: [{ id: 'password', reason }] }
    expect(reasonFor('password', both)).to.contain('Am kürzesten ist hier der Weg mit dem Online-Ausweis.')
  })

  it('says until when a method takes no proof', () => {
    const row = selectAll(rendered(methodChoicePage(sample('paused'))), '[data-method="password"]')
      .map(textOf)
      .join()
    expect(row).to.contain('Pause bis 15:14 Uhr')
    expect(textOn(sample('normal'))).not.to.contain('Pause')
  })

  it('names all that do not work, where there are several', () => {
    expect(textOn(sample('all-down')))
      .to.contain('Diese Anmeldearten funktionieren gerade nicht')
      .and.contain('Die Anmeldung mit Passwort')
      .and.contain('„nutzerkonto-nachbarland“')
  })

  it('says what to do, and what the level is called only to whoever wants to know', () => {
    for (const [name, toDo] of [
      ['basis', 'Für diesen Dienst reicht diese Anmeldeart.'],
      ['substantiell', 'Für diesen Dienst brauchen Sie zwei Dinge'],
      ['hoch', 'Für diesen Dienst brauchen Sie Ihren Ausweis mit Online-Funktion.'],
    ] as const) {
      const document = rendered(methodChoicePage(sample(name)))
      expect(textOf(document)).to.contain(toDo)
      const about = selectAll(document, 'details').filter((each) => textOf(each).includes('Was heißt'))
      expect(about.map(textOf).join()).to.contain(`Dieser Dienst braucht das Vertrauensniveau ${name}.`)
    }
  })

  it('speaks of a choice only where there is one', () => {
    expect(textOn(sample('normal'))).to.contain('Für diesen Dienst können Sie jede Anmeldeart nehmen.')
    expect(textOn(sample('one-last-used'))).to.contain('Für diesen Dienst reicht diese Anmeldeart.')
    expect(textOn(sample('one-last-used'), { language: 'de-x-leicht' })).not.to.contain('mehrere Anmeldungen')
  })

  it('says to whoever is signed in already that they are, and why it asks', () => {
    const stepUp = textOn(sample('step-up'))
    expect(stepUp).to.contain('Sie sind angemeldet als Jana Nowak. Für diesen Dienst reicht')
    expect(stepUp).to.contain('„Benutzername und Passwort“ nicht. Bitte weisen Sie sich mit dem Online-Ausweis aus.')
    expect(textOn(sample('step-up-choice')))
      .to.contain('Sie sind angemeldet. Für diesen Dienst')
      .and.contain('Bitte nehmen Sie eine dieser Anmeldearten.')
    expect(textOn(sample('proof-again'))).to.contain(
      'Sie sind angemeldet als Jana Nowak. Weisen Sie sich hier bitte noch einmal aus.',
    )
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
    expect(stepUp)
      .to.contain('Hier brauchen Sie Ihren Ausweis mit Online-Funktion.')
      .and.contain('Hier brauchen Sie das Vertrauensniveau hoch.')
      .and.not.match(/Dieser Dienst|diesen Dienst/)
  })
})

import { expect } from 'chai'
import type { EidPage, EidWaitingPage } from '../../../../src/ui/view-models.js'
import { selectAll, textOf } from '../../../support/html-document.js'
import { eidSamples, eidWaitingSamples } from '../../../support/page-samples-eid.js'
import { rendered } from '../../../ui/rendered-samples.js'

describe('the page of the online ID card', () => {
  it('says that the card is read once more, so that nobody thinks the first time was lost', () => {
    const { plain, again } = eidSamples
    if (!plain || !again) throw new Error('no samples')
    expect(textOf(rendered(again))).to.contain('Für Ihr Konto lesen wir Ihren Ausweis noch einmal')
    expect(textOf(rendered(again, { language: 'en' }))).to.contain('For your account we read your card once more')
    expect(textOf(rendered(plain))).not.to.contain('noch einmal, mit')
  })

  it('leads back to the choice from a read for it, else to the ways to log in', () => {
    const wayBack = (page: EidPage | EidWaitingPage | undefined) =>
      selectAll(rendered(page ?? expect.fail()), 'a[href="/login/a1"]').map(textOf)
    const { plain, again } = eidSamples
    expect(wayBack(plain)).to.deep.equal(['Andere Anmeldeart wählen'])
    expect(wayBack(again)).to.deep.equal(['Zurück zur Auswahl'])
    expect(wayBack(again && { ...again, problem: 'cancelled' })).to.deep.equal(['Zurück zur Auswahl'])
    expect(wayBack(again && { ...again, problem: 'invalid-document' })).to.deep.equal(['Zurück zur Auswahl'])
    expect(wayBack(eidWaitingSamples['stopped'])).to.deep.equal(['Zurück zur Auswahl'])
  })
})

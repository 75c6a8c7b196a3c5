import { expect } from 'chai'
import { selectAll, textOf } from '../../../support/html-document.js'
import { rendered } from '../../../ui/rendered-samples.js'
import { eidSamples, eidWaitingSamples } from '../page-samples.js'
import type { Page } from '../../../../src/ui/page.js'
import { eidPage } from '../../../../src/methods/eid/pages/eid.js'
import { eidWaitingPage } from '../../../../src/methods/eid/pages/eid-waiting.js'

describe('the page of the online ID card', () => {
  it('says that the card is read once more, so that nobody thinks the first time was lost', () => {
    const { plain, again } = eidSamples
    if (!plain || !again) throw new Error('no samples')
    expect(textOf(rendered(eidPage(again)))).to.contain('Für Ihr Konto lesen wir Ihren Ausweis noch einmal')
    expect(textOf(rendered(eidPage(again), { language: 'en' }))).to.contain(
      'For your account we read your card once more',
    )
    expect(textOf(rendered(eidPage(plain)))).not.to.contain('noch einmal, mit')
  })

  it('leads back to the choice from a read for it, else to the ways to log in', () => {
    const wayBack = (page: Page) => selectAll(rendered(page), 'a[href="/login/a1"]').map(textOf)
    const { plain, again } = eidSamples
    const { stopped } = eidWaitingSamples
    if (!plain || !again || !stopped) throw new Error('no samples')
    expect(wayBack(eidPage(plain))).to.deep.equal(['Andere Anmeldeart wählen'])
    expect(wayBack(eidPage(again))).to.deep.equal(['Zurück zur Auswahl'])
    expect(wayBack(eidPage({ ...again, problem: 'cancelled' }))).to.deep.equal(['Zurück zur Auswahl'])
    expect(wayBack(eidPage({ ...again, problem: 'invalid-document' }))).to.deep.equal(['Zurück zur Auswahl'])
    expect(wayBack(eidWaitingPage(stopped))).to.deep.equal(['Zurück zur Auswahl'])
  })
})

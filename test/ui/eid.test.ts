import { expect } from 'chai'
import { textOf } from '../support/html-document.js'
import { eidSamples } from '../support/page-samples-eid.js'
import { rendered } from './rendered-samples.js'

describe('the page of the online ID card', () => {
  it('says that the card is read once more, so that nobody thinks the first time was lost', () => {
    const { plain, again } = eidSamples
    if (!plain || !again) throw new Error('no samples')
    expect(textOf(rendered(again))).to.contain('Für Ihr Konto lesen wir Ihren Ausweis noch einmal')
    expect(textOf(rendered(again, { language: 'en' }))).to.contain('For your account we read your card once more')
    expect(textOf(rendered(plain))).not.to.contain('noch einmal, mit')
  })
})

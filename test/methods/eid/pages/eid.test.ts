import { expect } from 'chai'
import { selectAll, textOf, type HtmlElement } from '../../../support/html-document.js'
import { rendered } from '../../../ui/rendered-samples.js'
import { eidSamples, eidWaitingSamples } from '../page-samples.js'
import type { EidProblem } from '../../../../src/methods/eid/pages/eid-problem.js'
import type { Page } from '../../../../src/ui/page.js'
import { eidPage } from '../../../../src/methods/eid/pages/eid.js'
import { eidWaitingPage } from '../../../../src/methods/eid/pages/eid-waiting.js'

describe('the page of the online ID card', () => {
  it('says that the card is read once more, so that nobody thinks the first time was lost', () => {
    const { plain, again } = eidSamples
    if (!plain || !again) throw new Error('no samples')
    expect(textOf(rendered(eidPage(again)))).to.contain(
      'Ihr Ausweis ist geprüft. Für Ihr Konto lesen wir ihn noch einmal',
    )
    expect(textOf(rendered(eidPage(again), { language: 'en' }))).to.contain('For your account we read it once more')
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

  describe('where no other method is offered', () => {
    const { plain } = eidSamples
    const shown = (problem: EidProblem, context = { onlyMethod: true }) =>
      rendered(eidPage({ ...(plain ?? expect.fail()), problem }), context)
    const primary = (document: HtmlElement) =>
      selectAll(document, 'a, button')
        .filter(({ attributes }) => attributes.get('class')?.includes('kern-btn--primary'))
        .map(textOf)
    const wayOut = (document: HtmlElement) =>
      selectAll(document, 'form').flatMap((form) =>
        selectAll(form, 'button[name=decision][value=cancel]').map((button) => [
          form.attributes.get('action'),
          textOf(button),
        ]),
      )

    for (const problem of ['invalid-document', 'under-age', 'card-data', 'too-often'] as const) {
      it(`leads to the portal first after what no other try mends: ${problem}`, () => {
        const document = shown(problem)
        expect(primary(document)).to.deep.equal(['Zurück zu „Serviceportal Aachen“'])
        expect(wayOut(document)).to.deep.equal([['/login/a1/methods', 'Zurück zu „Serviceportal Aachen“']])
        expect(selectAll(document, 'a[href="/login/a1"]'), 'no way in a circle').to.deep.equal([])
        expect(textOf(document))
          .to.contain('Bürgeramt finden')
          .and.not.match(/andere Anmeldeart|PUK/)
      })
    }

    it('tries again first where the server is broken, and leads to the portal beside it', () => {
      const document = shown('server')
      expect(primary(document)).to.deep.equal(['AusweisApp noch einmal öffnen'])
      expect(wayOut(document)).to.have.lengthOf(1)
      expect(textOf(document)).to.contain('Das liegt nicht an Ihnen.').and.not.contain('andere Anmeldeart')
    })

    it('leads to the others where there are some, and says so', () => {
      const document = shown('server', { onlyMethod: false })
      expect(wayOut(document)).to.deep.equal([])
      expect(textOf(document)).to.contain('Oder nehmen Sie eine andere Anmeldeart.')
      expect(primary(shown('card-data', { onlyMethod: false }))).to.deep.equal(['Andere Anmeldeart wählen'])
    })

    it('has help in place of what is read after a failure', () => {
      const text = textOf(shown('cancelled'))
      expect(text).not.to.contain('Das lesen wir aus Ihrem Ausweis')
      expect(text).to.contain('Mit der PUK aus Ihrem PIN-Brief').and.contain('5-stellige Transport-PIN')
    })
  })
})

import { expect } from 'chai'
import { passwordPage } from '../../../../src/methods/password/pages/password.js'
import { selectAll, textOf } from '../../../support/html-document.js'
import { SAMPLE_SITE } from '../../../support/page-samples.js'
import { rendered } from '../../../ui/rendered-samples.js'
import { passwordSamples } from '../page-samples.js'

type Context = Parameters<typeof rendered>[1]

const NO_SUPPORT = { ...SAMPLE_SITE, support: { email: null, phone: null, url: null } }

const shown = (sample: string, context: Context) =>
  rendered(passwordPage(passwordSamples[sample] ?? expect.fail()), context)

describe('the page for user name and password', () => {
  it('tells whoever has forgotten the password what helps here, with the support at hand', () => {
    const document = shown('plain', {})
    expect(textOf(document)).to.contain('Passwort vergessen?')
    expect(textOf(document)).to.contain('Melden Sie sich mit dem Online-Ausweis an. Oder fragen Sie uns:')
    expect(selectAll(document, 'a[href="tel:+492115550100"]').map(textOf)).to.deep.equal(['Telefon +49 211 5550-100'])
    expect(textOf(shown('plain', { language: 'en' }))).to.contain('Log in with your online ID. Or ask us:')
  })

  it('promises no card and no support that there is not', () => {
    const other = textOf(shown('alone', { site: NO_SUPPORT }))
    expect(other)
      .to.contain('Wählen Sie eine andere Anmeldeart.')
      .and.not.match(/Ausweis|agen Sie uns/)
    const alone = textOf(shown('alone', { site: NO_SUPPORT, onlyMethod: true }))
    expect(alone).to.contain('Erledigen Sie Ihr Anliegen bitte direkt beim Amt.').and.not.contain('andere Anmeldeart')
    expect(textOf(shown('alone', { onlyMethod: true }))).to.contain('Fragen Sie uns:')
  })
})

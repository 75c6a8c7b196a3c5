import { expect } from 'chai'
import { ATTRIBUTE_NAMES } from '../../src/domain/identity.js'
import { descendants, selectAll, textOf, type HtmlElement } from '../support/html-document.js'
import { rendered, renderedSamples } from './rendered-samples.js'
import { eidSamples } from '../methods/eid/page-samples.js'
import { methodChoiceSamples } from '../support/page-samples/method-choice.js'
import { eidPage } from '../../src/methods/eid/pages/eid.js'
import { eidTexts } from '../../src/methods/eid/texts/texts.js'
import { methodChoicePage } from '../../src/login/pages/method-choice.js'
import { textsOf } from '../../src/ui/texts/texts.js'

const samples = renderedSamples()
const sample = (name: string): HtmlElement => {
  const found = samples.find((one) => one.name === name)
  if (!found) throw new Error(`no sample ${name}`)
  return found.document
}
const values = (root: HtmlElement, selector: string, attribute: string): readonly (string | undefined)[] =>
  selectAll(root, selector).map((element) => element.attributes.get(attribute))

const CONTROLS = 'input, button, select, textarea'

describe('every page', () => {
  for (const { name, page, document } of samples) {
    it(`has its language, title, one main heading, a skip link and landmarks: ${name}`, () => {
      const [html] = selectAll(document, 'html')
      expect(html?.attributes.get('lang')).to.equal(name.split('.').at(-1))
      expect(textOf(selectAll(document, 'title')[0] ?? document)).to.match(/^.+ – Servicekonto$/)
      expect(selectAll(document, 'h1')).to.have.lengthOf(1)
      expect(selectAll(document, 'main')).to.have.lengthOf(1)
      expect(selectAll(document, 'header')).to.have.lengthOf(1)
      const [firstLink] = selectAll(document, 'a')
      expect(firstLink?.attributes.get('href')).to.equal('#content')
      expect(selectAll(document, '#content')).to.have.lengthOf(1)
    })

    it(`holds each field and button inside a form that posts, with the form's token: ${name}`, () => {
      const forms = selectAll(document, 'form')
      const inside = forms.flatMap((form) => selectAll(form, CONTROLS))
      expect(selectAll(document, CONTROLS)).to.have.lengthOf(inside.length)
      for (const form of forms) {
        // A search changes nothing, and its address can be kept.
        const isSearch = form.attributes.get('role') === 'search'
        expect(form.attributes.get('method')).to.equal(isSearch ? 'get' : 'post')
        if (isSearch) continue
        if (page.handsOver === null) {
          expect(values(form, 'input[name=token]', 'value')).to.deep.equal(['sample-token'])
        }
      }
    })

    it(`says "error" and "confirm" only where it is one: ${name}`, () => {
      expect(selectAll(document, '[data-testid=error]')).to.have.lengthOf(page.kind === 'error' ? 1 : 0)
      expect(selectAll(document, '[data-testid=error-id]')).to.have.lengthOf(page.kind === 'error' ? 1 : 0)
      const confirms = selectAll(document, 'button[name=decision][value=confirm]')
      expect(confirms).to.have.lengthOf(page.kind === 'confirm' ? 1 : 0)
    })
  }
})

describe('the method page', () => {
  it('offers a link where opening changes nothing, else a submit button, in the given order', () => {
    const document = sample('method-choice-normal.de')
    const offered = selectAll(document, '[data-method]')
    expect(offered.map((element) => [element.name, element.attributes.get('data-method')])).to.deep.equal([
      ['button', 'pass'],
      ['a', 'password'],
      ['a', 'eid'],
      ['button', 'nutzerkonto-nachbarland'],
    ])
    expect(values(document, 'button[name=method]', 'value')).to.deep.equal(['pass', 'nutzerkonto-nachbarland'])
    expect(offered.map((element) => textOf(element).includes('Zuletzt'))).to.deep.equal([true, false, false, false])
  })

  it('says of each missing method why, and the way on', () => {
    const document = sample('method-choice-substantiell.de')
    const [missing, ...others] = selectAll(document, '[data-method-missing]')
    expect(others).to.deep.equal([])
    expect(missing?.attributes.get('data-method-missing')).to.equal('password')
    expect(textOf(missing ?? document))
      .to.include('erreicht hier nur das Niveau normal')
      .and.include('Servicekonto.Pass ein')
    expect(values(missing ?? document, 'a', 'href')).to.deep.equal(['/konto/geraete'])
  })

  it('shows the reasons open where nothing is offered, and the button that goes back', () => {
    const document = sample('method-choice-level-too-low.de')
    expect(selectAll(document, '[data-method]')).to.deep.equal([])
    expect(selectAll(document, 'details[open]')).to.have.lengthOf(1)
    const [button] = selectAll(document, 'button')
    expect(button?.attributes.get('value')).to.equal('cancel')
    expect(textOf(document)).to.include('mit keiner Anmeldeart erreichen')
  })

  it('says so when a service asks for more than there is', () => {
    expect(textOf(sample('method-choice-unreachable.de'))).to.include('höheres Vertrauensniveau, als es überhaupt gibt')
  })

  it('can be cancelled in every variant, and leads back from proving an account to what it is proved for', () => {
    for (const page of Object.values(methodChoiceSamples)) {
      const ways = page.purpose === 'login' ? ['cancel'] : ['back', 'cancel']
      expect(values(rendered(methodChoicePage(page)), 'button[name=decision]', 'value')).to.deep.equal(ways)
    }
  })
})

describe('the password page', () => {
  const wrong = sample('password-three-left.de')

  it('has inputs that password managers know', () => {
    expect(values(wrong, 'input[name=username]', 'autocomplete')).to.deep.equal(['username'])
    expect(values(wrong, 'input[name=password]', 'autocomplete')).to.deep.equal(['current-password'])
    expect(selectAll(wrong, 'input[autofocus]')).to.deep.equal([])
  })

  it('keeps the name and never the password', () => {
    expect(values(wrong, 'input[name=username]', 'value')).to.deep.equal(['jana.nowak'])
    expect(values(wrong, 'input[name=password]', 'value')).to.deep.equal([''])
  })

  it('leads from the summary to the field, says it there again, and in the title first', () => {
    const [alert] = selectAll(wrong, '[role=alert]')
    expect(values(alert ?? wrong, 'a', 'href')).to.deep.equal(['#username'])
    expect([alert?.attributes.get('tabindex'), alert?.attributes.has('autofocus')]).to.deep.equal(['-1', true])
    const [username] = selectAll(wrong, 'input[name=username]')
    expect(username?.attributes.get('aria-invalid')).to.equal('true')
    const described = username?.attributes.get('aria-describedby') ?? 'nothing'
    expect(textOf(selectAll(wrong, `#${described}`)[0] ?? wrong)).to.equal('Benutzername oder Passwort stimmt nicht.')
    expect(textOf(selectAll(wrong, 'title')[0] ?? wrong)).to.match(/^Fehler: /)
  })

  it('says how many tries are left, when told', () => {
    expect(textOf(wrong)).to.include('Noch 3 Versuche.')
    expect(textOf(sample('password-one-left.de'))).to.include('Noch 1 Versuch.')
    expect(textOf(sample('password-wrong.de'))).not.to.match(/Noch \d/)
  })
})

describe('the profile page', () => {
  it('asks for each attribute under its name, a birth date in three fields', () => {
    const document = sample('profile-everything.de')
    const names = selectAll(document, 'input, select').map((element) => element.attributes.get('name'))
    const expected = ATTRIBUTE_NAMES.flatMap((name) =>
      name === 'birthDate' ? ['birthDate.day', 'birthDate.month', 'birthDate.year'] : [name],
    )
    expect(names.filter((name) => name !== 'token')).to.deep.equal(expected)
  })

  it('names the purpose of every field that HTML has a token for', () => {
    const document = sample('profile-everything.de')
    const token = (name: string) => values(document, `[name="${name}"]`, 'autocomplete')[0]
    expect(['givenName', 'familyName', 'email', 'phone', 'street', 'postalCode', 'locality'].map(token)).to.deep.equal([
      'given-name',
      'family-name',
      'email',
      'tel',
      'address-line1',
      'postal-code',
      'address-level2',
    ])
    expect(['day', 'month', 'year'].map((part) => token(`birthDate.${part}`))).to.deep.equal([
      'bday-day',
      'bday-month',
      'bday-year',
    ])
  })

  it('says of a birth date what is wrong, at each of its fields', () => {
    const document = sample('profile-date.de')
    const days = ['day', 'month', 'year'].flatMap((part) =>
      values(document, `[name="birthDate.${part}"]`, 'aria-describedby'),
    )
    expect(days).to.deep.equal(['birthDate-error', 'birthDate-error', 'birthDate-error'])
    expect(selectAll(document, '#birthDate-error').map(textOf)).to.deep.equal(['Der Februar 1987 hatte nur 28 Tage.'])
    expect(textOf(sample('profile-date.en'))).to.include('February 1987 had only 28 days.')
    expect(textOf(sample('profile-no-date.de'))).to.include('Geburtsdatum: Geben Sie Ihr Geburtsdatum ein.')
  })

  it('sends with its first button, and cancels with the second', () => {
    const buttons = selectAll(sample('profile-address.de'), 'button')
    expect(buttons.map((button) => button.attributes.get('value'))).to.deep.equal([undefined, 'cancel'])
  })

  it('shows what was typed again, a date that is none too', () => {
    const document = sample('profile-date.de')
    expect(
      ['day', 'month', 'year'].map((part) => values(document, `[name="birthDate.${part}"]`, 'value')[0]),
    ).to.deep.equal(['30', '02', '1987'])
    expect(textOf(sample('profile-characters.de'))).to.include('Das Zeichen „😀“')
  })

  it('asks for nothing where something cannot be added, names that, and leads back', () => {
    const document = sample('profile-impossible.de')
    expect(selectAll(document, 'input').map((input) => input.attributes.get('name'))).to.deep.equal(['token'])
    expect(textOf(document)).to.include('E-Mail').and.include('Art des Ausweises')
    expect(values(document, 'button', 'value')).to.deep.equal(['cancel'])
  })
})

describe('the account switch page', () => {
  it('offers to switch first, and to go back', () => {
    expect(values(sample('account-switch-plain.de'), 'button', 'value')).to.deep.equal(['switch', 'back'])
  })
})

describe('the hand-over page', () => {
  const document = sample('hand-over-plain.de')

  it('holds one fixed form with a button, and a script file that submits it', () => {
    const [form, ...others] = selectAll(document, 'form')
    expect(others).to.deep.equal([])
    expect(form?.attributes.get('action')).to.equal('https://aachen.example/saml/acs')
    const fields = selectAll(form ?? document, 'input').map(({ attributes }) => [
      attributes.get('name'),
      attributes.get('value'),
    ])
    expect(fields).to.deep.equal([
      ['SAMLResponse', 'PHNhbWwvPg=='],
      ['RelayState', 'antrag-17'],
    ])
    expect(selectAll(form ?? document, 'button')).to.have.lengthOf(1)
    expect(
      values(document, 'script', 'src').every((src) => /^\/assets\/submit\.[0-9a-f]+\.js$/.test(src ?? '')),
    ).to.equal(true)
  })

  it('does not say without a script that it goes on by itself', () => {
    expect(selectAll(document, 'noscript').map(textOf)).to.have.lengthOf(1)
    expect(selectAll(sample('hand-over-proof-gone.de'), 'noscript')).to.deep.equal([])
    expect(textOf(document)).not.to.include('Das geht von selbst')
  })

  it('has no link that leads away', () => {
    expect(values(document, 'a', 'href')).to.deep.equal(['#content'])
  })
})

describe('the error pages', () => {
  it('name the login that goes on, and the portal', () => {
    expect(values(sample('error-moved-on.de'), 'main, a', 'href')).to.include.members([
      '/login/a1',
      'https://aachen.example/',
    ])
    expect(textOf(sample('error-too-many-tries.de'))).to.include('Bitte warten Sie bis 14:28 Uhr.')
    expect(textOf(sample('error-no-cookie.de'))).to.include('Cookies für servicekonto.example')
  })

  it('give the number and the support, where there is one', () => {
    const document = sample('error-our-fault.de')
    expect(selectAll(document, '[data-testid=error-id]').map(textOf)).to.deep.equal(['7F3K-29QD-M4TX'])
    expect(values(document, 'a', 'href')).to.include.members([
      'mailto:support@servicekonto.example',
      'tel:+492115550100',
    ])
  })
})

describe('links without a target', () => {
  it('are not shown', () => {
    const document = sample('start-alone.de')
    expect(selectAll(document, 'footer')).to.deep.equal([])
    expect(descendants(document).filter(({ attributes }) => attributes.get('href') === '')).to.deep.equal([])
    expect(textOf(document)).not.to.include('Hilfe')
  })
})

describe('the eID page', () => {
  const starts = (name: string) =>
    selectAll(sample(name), 'a').flatMap(({ attributes }) => {
      const id = attributes.get('data-testid')
      return id ? [[id, attributes.get('href')?.split('?')[0]]] : []
    })

  it('links to the eID client of this computer, and of a phone where there is one', () => {
    const here = ['start-eid', 'http://127.0.0.1:24727/eID-Client']
    expect(starts('eid-plain.de')).to.deep.equal([here, ['start-eid-phone', 'eid://127.0.0.1:24727/eID-Client']])
    expect(starts('eid-pseudonym-only.de')).to.deep.equal([here])
  })

  it('says what is read, the pseudonym and the age too, and that it is all', () => {
    const { attributes } = textsOf('de')
    const eid = eidTexts('de')
    const page = eidSamples['plain'] ?? expect.fail()
    const document = rendered(eidPage(page))
    const [list] = selectAll(document, 'ul').filter((each) => textOf(each).includes(eid.pseudonym))
    const items = selectAll(list ?? expect.fail(), 'li').map(textOf)
    expect(items).to.deep.equal([
      ...page.reads.map(({ name, isOptional }) => `${attributes[name]}${isOptional ? ' (freiwillig)' : ''}`),
      eid.pseudonym,
      eid.age(16),
    ])
    expect(items).to.include('Doktorgrad (freiwillig)')
    expect(textOf(document)).to.include(eid.nothingElse)
  })
})

describe('the pages of pass and second factor', () => {
  it('show the code as picture, link and number', () => {
    const document = sample('pass-waiting.de')
    const [picture, link, number] = ['pass-qr', 'pass-link', 'pass-code'].map(
      (id) => selectAll(document, `[data-testid=${id}]`)[0],
    )
    expect(picture?.name).to.equal('img')
    expect(picture?.attributes.get('alt')).not.to.equal('')
    expect(textOf(link ?? document)).to.match(/^https:\/\/[^ ]+\/pass\/login\/[\w-]{22}$/)
    expect(textOf(number ?? document)).to.match(/^\d\d$/)
  })

  it('ask for the code by its name', () => {
    const codes = samples.filter(({ page }) => page.kind === 'second-factor')
    expect(codes.some(({ document }) => selectAll(document, 'input[name=code]').length === 1)).to.equal(true)
  })
})

describe('the page that waits for the eID server', () => {
  const refresh = (document: HtmlElement) => values(document, 'meta[http-equiv=refresh]', 'content')
  const links = (document: HtmlElement) => values(document, 'a', 'href').filter((href) => href?.includes('/eid'))

  it('reloads without scripts, not before it can be stopped', () => {
    const document = sample('eid-waiting-plain.de')
    expect(refresh(document)).to.deep.equal(['5; url=/login/a1/eid'])
    expect(links(document)).to.deep.equal(['/login/a1/eid/return?auto=0', '/login/a1/eid'])
  })

  it('stays when it is stopped, also after a look, and says no longer that it goes on', () => {
    const document = sample('eid-waiting-stopped.de')
    expect(refresh(document)).to.deep.equal([])
    expect(links(document)).to.deep.equal(['/login/a1/eid', '/login/a1/eid/return?auto=0'])
    expect(textOf(document)).not.to.include('von selbst')
  })
})

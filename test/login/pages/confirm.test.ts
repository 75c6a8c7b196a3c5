import { expect } from 'chai'
import { boxOf } from '../../../src/login/pages/components/attribute-rows.js'
import { confirmPage } from '../../../src/login/pages/confirm.js'
import { selectAll, textOf, type HtmlElement } from '../../support/html-document.js'
import { confirmSamples } from '../../support/page-samples/confirm.js'
import { rendered } from '../../ui/rendered-samples.js'

const sample = (name: string): HtmlElement => {
  const page = confirmSamples[name]
  return page ? rendered(confirmPage(page)) : expect.fail(`no sample ${name}`)
}
const values = (root: HtmlElement, selector: string, attribute: string): readonly (string | undefined)[] =>
  selectAll(root, selector).map((element) => element.attributes.get(attribute))

describe('the confirm page', () => {
  for (const [name, page] of Object.entries(confirmSamples)) {
    it(`marks every attribute that is released, and the level: ${name}`, () => {
      const marked = values(rendered(confirmPage(page)), '[data-attribute]', 'data-attribute')
      const beside = page.hasSubjectId ? ['subjectId', 'trustLevel'] : ['trustLevel']
      expect([...marked].sort()).to.deep.equal([...page.attributes.map((one) => one.name), ...beside].sort())
    })

    it(`has one checkbox for each optional attribute, for an address one, and no other: ${name}`, () => {
      const document = rendered(confirmPage(page))
      const optional = page.attributes.filter(({ required }) => !required)
      const names = [...new Set(optional.map((one) => boxOf(one.name)))]
      const boxes = selectAll(document, 'input[name=release]')
      expect(boxes.map((box) => box.attributes.get('value')).sort()).to.deep.equal(names.sort())
      for (const box of boxes) {
        const of = optional.filter((one) => boxOf(one.name) === box.attributes.get('value'))
        expect(box.attributes.has('checked')).to.equal(of.every(({ ticked }) => ticked))
      }
      for (const one of optional) {
        const row = selectAll(document, 'div').filter(
          (each) =>
            each.attributes.get('class') === 'app-attribute' &&
            selectAll(each, `[data-attribute=${one.name}]`).length === 1,
        )
        expect(row.flatMap((each) => values(each, 'input', 'value'))).to.deep.equal([boxOf(one.name)])
      }
    })
  }

  const normal = sample('normal')
  const text = (name: string) => selectAll(normal, `[data-attribute=${name}]`).map(textOf)

  it('holds the value alone in the marked element, dates and states in words', () => {
    expect(text('familyName')).to.deep.equal(['Nowak-Ḫaddād'])
    expect(text('birthDate')).to.deep.equal(['9. März 1987'])
    expect(text('country')).to.deep.equal(['Deutschland'])
    expect(text('trustLevel')).to.deep.equal(['normal'])
    expect(values(normal, 'time', 'datetime')).to.deep.equal(['1987-03-09'])
  })

  it('says what codes of an ID card mean, and keeps the code beside it', () => {
    const complete = sample('everything')
    const codes = ['nationality', 'documentType'].flatMap((name) => selectAll(complete, `[data-attribute=${name}]`))
    expect(codes.map((code) => [textOf(code), code.attributes.get('value')])).to.deep.equal([
      ['Deutschland', 'D'],
      ['Personalausweis', 'ID'],
    ])
  })

  it('writes the address in one row', () => {
    const [row] = selectAll(normal, 'dd').filter((dd) => selectAll(dd, '[data-attribute=street]').length > 0)
    expect(textOf(row ?? normal)).to.equal('Musterweg 4, 52062 Aachen, Deutschland')
  })

  const notesOf = (document: HtmlElement) =>
    selectAll(document, 'dd')
      .filter(({ attributes }) => attributes.get('class') === 'app-attribute__note')
      .map(textOf)

  it('says once where values came from and how far they are proven, and beside a value only where it differs', () => {
    expect(textOf(sample('basis'))).to.include('Diese Angaben haben Sie selbst eingetragen (Niveau basis).')
    expect(notesOf(sample('basis'))).to.deep.equal([])
    expect(textOf(normal)).to.include('Wo nichts anderes steht, haben Sie die Angaben selbst eingetragen')
    expect(notesOf(normal)).to.deep.equal(['aus Ihrem Ausweis (Niveau normal)'])
    expect(textOf(sample('hoch'))).to.include('Diese Angaben stammen aus Ihrem Ausweis (Niveau hoch).')
    expect(notesOf(sample('origins'))).to.deep.equal([
      'von einem Amt geprüft (Niveau substantiell)',
      'aus „nutzerkonto-nachbarland“ (Niveau normal)',
    ])
  })

  it('says of the parts of an address which ones came from elsewhere', () => {
    expect(notesOf(sample('address-levels'))).to.deep.equal(['Ort: aus Ihrem Ausweis (Niveau normal)'])
    expect(notesOf(sample('optional-part-ticked'))).to.deep.equal(['Ort: aus Ihrem Ausweis (Niveau hoch)'])
  })

  it('says in words how the citizen was identified, and the level', () => {
    const rows = selectAll(normal, 'div').filter(({ attributes }) => attributes.get('class') === 'app-attribute')
    const [name, value] = ['dt', 'dd'].map((part) => selectAll(rows.at(-1) ?? normal, part).map(textOf))
    expect(name).to.deep.equal(['So haben Sie sich ausgewiesen'])
    expect(value).to.deep.equal(['mit Benutzername und Passwort (Niveau normal)'])
  })

  it('ticks all by a link, none where all are ticked, and has no such link for one box', () => {
    const links = (name: string) => selectAll(sample(name), 'fieldset').flatMap((group) => values(group, 'a', 'href'))
    expect(links('optional')).to.deep.equal(['/login/a1?tick=all#optional'])
    expect(links('optional-ticked')).to.deep.equal(['/login/a1?tick=none#optional'])
    expect(links('optional-address')).to.deep.equal([])
  })

  it('says that the session stays, and how to end it, only where one does', () => {
    expect(values(normal, 'a', 'href')).to.include('/abmelden')
    expect(values(sample('nameless'), 'a', 'href')).not.to.include('/abmelden')
  })

  it('does not speak of data where none leave', () => {
    const nameless = sample('nameless')
    expect(selectAll(nameless, 'h1').map(textOf)).to.deep.equal(['Ohne Namen weiter zu „Serviceportal Aachen“?'])
    expect(values(nameless, 'button', 'value')).to.deep.equal(['confirm', 'cancel'])
    expect(textOf(nameless)).not.to.include('Nicht weitergeben')
  })

  it('confirms with its first button, so that Enter does what the page asks', () => {
    expect(values(normal, 'button', 'value')).to.deep.equal(['confirm', 'cancel', 'other'])
  })

  it('offers to remember, unticked, only where something can be remembered', () => {
    const [remember] = selectAll(normal, 'input[name=remember]')
    expect(remember?.attributes.has('checked')).to.equal(false)
    expect(selectAll(sample('hoch'), 'input[name=remember]')).to.deep.equal([])
  })

  it('names the service within the portal, where it has a name', () => {
    expect(textOf(sample('substantiell'))).to.include('bekommt für „Bewohnerparkausweis beantragen“')
  })
})

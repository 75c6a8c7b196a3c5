import { expect } from 'chai'
import { MOST_TOLD } from '../../../src/domain/read-finding.js'
import { CONSOLE } from '../../../src/operators/console/console-context.js'
import { importPreviewPage } from '../../../src/operators/console/pages/import-preview.js'
import { finding } from '../../../src/operators/findings.js'
import type { ImportedService } from '../../../src/operators/services/import-services.js'
import { selectAll, textOf } from '../../support/html-document.js'
import { preview } from '../../support/page-samples/operators.js'
import { testService } from '../../support/saml-service.js'
import { rendered } from '../../ui/rendered-samples.js'

const quiet = (index: number): ImportedService => ({
  service: testService({ entityId: `https://portal${index}.example` }),
  kind: 'unchanged',
  findings: [],
  changes: [],
  signingKeys: [],
})

function shown(services: readonly ImportedService[]) {
  const sample = preview()
  const page = rendered(importPreviewPage({ ...sample, result: { ...sample.result, services } }))
  return {
    ids: selectAll(page, '[data-service]').map(({ attributes }) => attributes.get('data-service')),
    more: selectAll(page, '#more-services').map(textOf),
    apply: textOf(selectAll(page, 'button[value=apply]')[0] ?? expect.fail('no button')),
  }
}

const many = (count: number) => Array.from({ length: count }, (_, index) => quiet(index))

describe('the preview of a large file', () => {
  it('shows a hundred services and counts the others, which are applied with them', () => {
    expect(shown(many(MOST_TOLD))).to.deep.include({ more: [] })
    const { ids, more, apply } = shown(many(MOST_TOLD + 3))
    expect([ids.length, more]).to.deep.equal([MOST_TOLD, ['Und 3 weitere Portale.']])
    expect(apply).to.include(String(MOST_TOLD + 3))
  })

  it('shows what changes before what stays', () => {
    const changed = { ...quiet(999), kind: 'updated' } as const
    expect(shown([...many(MOST_TOLD), changed]).ids[0]).to.equal('https://portal999.example')
  })

  it('leads to no page that a new service has not got yet, and compares it with nothing', () => {
    const changes = [{ field: 'purpose', before: null, after: 'Antrag' }] as const
    const sample = preview()
    const look = (kind: ImportedService['kind'], done: boolean) => {
      const services = [{ ...quiet(1), kind, changes }]
      const page = rendered(importPreviewPage({ ...sample, done, result: { ...sample.result, services } }))
      const links = selectAll(page, `a[href="${CONSOLE.service('https://portal1.example')}"]`).length
      return [links, selectAll(page, 'th').map(textOf).join(' ')]
    }
    expect(look('registered', false)).to.deep.equal([0, 'Feld Neu Zweck'])
    expect(look('registered', true)).to.deep.equal([1, 'Feld Neu Zweck'])
    expect(look('updated', false)).to.deep.equal([1, 'Feld Bisher Neu Zweck'])
  })

  it('hides no change behind advice on what stays, nor behind what is new', () => {
    const findings = [finding('valid-until-missing', {})]
    const advised = many(MOST_TOLD).map((each) => ({ ...each, findings }))
    const added = many(MOST_TOLD).map((each) => ({ ...each, kind: 'registered' as const }))
    const changed = { ...quiet(999), kind: 'updated' } as const
    for (const others of [advised, added]) {
      expect(shown([...others, changed]).ids).to.include('https://portal999.example')
    }
  })
})

import { expect } from 'chai'
import { tenantId } from '../../../src/domain/ids.js'
import { CONSOLE } from '../../../src/operators/console/console-context.js'
import { SERVICE_TABS } from '../../../src/operators/console/service-tabs.js'
import { FORM_FIELDS } from '../../../src/ui/form-fields.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { sampleOperator } from '../../support/operator-samples.js'
import { SERVICE, testService } from '../../support/saml-service.js'
import type { WebPage } from '../../support/web-page.js'
import { signedIn } from './console-walk.js'

const SOLINGEN = 'https://portal.solingen.example/metadata'
const NOBODY = 'https://portal.nowhere.example/metadata'

const TABS = Object.keys(SERVICE_TABS) as (keyof typeof SERVICE_TABS)[]

/** Every button of a service's pages, with what its form would carry. */
const DECISIONS: readonly Readonly<Record<string, string>>[] = [
  { decision: 'set', purpose: 'Antrag', tenant: 'Aachen' },
  { decision: 'new-pseudonyms', sector: 'neu', presentSector: SOLINGEN },
  { decision: 'disable' },
  { decision: 'enable' },
  { decision: 'restore', version: '1' },
  { decision: 'test' },
  { decision: 'ask-remove' },
  { decision: 'refresh' },
  { decision: 'refresh', held: 'ab'.repeat(32) },
  { decision: 'remove' },
]

describe('the pages of another tenant’s service', () => {
  let world: HttpWorld
  for (const secondPerson of [false, true]) {
    it(`are those of one that there is not, whatever is asked or sent${secondPerson ? ', with a second person' : ''}`, async () => {
      const aachen = { ...testService(), tenant: tenantId('Aachen') }
      const solingen = { ...testService({ entityId: SOLINGEN }), tenant: tenantId('Solingen') }
      world = await httpWorld({ services: [aachen, solingen], operators: { secondPerson } })
      try {
        const { client } = await signedIn(world, sampleOperator('vera'))
        const own = await client.get(world.url + CONSOLE.service(SERVICE))
        expect(own.status).to.equal(200)
        const token = own.one(`input[name="${FORM_FIELDS.token}"]`).attributes.get('value') ?? ''
        const before = [...world.services.entries()]
        const entries = world.audit.length
        const said = (page: WebPage) => [page.status, page.textOf('h1'), page.text.includes('Solingen')]
        for (const tab of TABS) {
          const [theirs, nobodys] = [SOLINGEN, NOBODY].map((id) => world.url + CONSOLE.tab(id, tab))
          if (!theirs || !nobodys) return expect.fail()
          const shown = said(await client.get(theirs))
          expect(shown, `GET ${tab}`).to.deep.equal(said(await client.get(nobodys)))
          expect(shown.slice(0, 1), `GET ${tab}`).to.deep.equal([404])
          for (const fields of DECISIONS) {
            const sent = { ...fields, [FORM_FIELDS.token]: token }
            const taken = said(await client.post(theirs, sent, { from: own }))
            const what = `POST ${tab} ${fields['decision'] ?? ''}`
            expect(taken, what).to.deep.equal(said(await client.post(nobodys, sent, { from: own })))
            expect(taken[0], what).to.be.oneOf([404, 405])
          }
        }
        expect([...world.services.entries()]).to.deep.equal(before)
        expect(world.audit.slice(entries)).to.deep.equal([])
        expect((await client.get(world.url + CONSOLE.drafts)).all('[data-draft]')).to.deep.equal([])
      } finally {
        await world.stop()
      }
    })
  }
})

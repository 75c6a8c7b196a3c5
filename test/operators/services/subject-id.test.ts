import { expect } from 'chai'
import { entityId } from '../../../src/domain/ids.js'
import type { SubjectIdAsked } from '../../../src/domain/service.js'
import { serviceView } from '../../../src/operators/services/service-view.js'
import { changeService } from '../../../src/operators/services/manage-services.js'
import { AACHEN, ACTOR, portalMetadata, readDocument, refusedIn, registryWorld } from '../registry-world.js'

const asking = (subjectIdAsked: SubjectIdAsked) => readDocument({ [AACHEN]: portalMetadata({ subjectIdAsked }) })

describe('the subject identifier that a service is registered with', () => {
  it('is at the first import what its metadata ask for, and never by itself what all services know', async () => {
    const expected = { none: 'none', 'pairwise-id': 'pairwise-id', any: 'pairwise-id', 'subject-id': 'none' } as const
    for (const asked of ['none', 'pairwise-id', 'any', 'subject-id'] as const) {
      const { imported } = await registryWorld(asking(asked))
      expect((await imported()).services[0]?.service.settings.subjectId, asked).to.equal(expected[asked])
    }
    const { imported } = await registryWorld()
    expect((await imported()).services[0]?.service.settings.subjectId).to.equal('none')
  })

  it('is what the operator sets, at the import and later, and stays at another import', async () => {
    const { imported, world, deps } = await registryWorld(asking('pairwise-id'))
    expect((await imported({ subjectId: 'none' })).services[0]?.service.settings.subjectId).to.equal('none')
    await changeService(AACHEN, { subjectId: 'subject-id' }, ACTOR, deps)
    world.document = asking('none')
    expect((await imported()).services[0]?.service.settings.subjectId).to.equal('subject-id')
  })

  it('is told of where the metadata ask for another', async () => {
    const found = async (asked: SubjectIdAsked, subjectId: 'none' | 'pairwise-id' | 'subject-id') => {
      const { imported } = await registryWorld(asking(asked))
      const findings = (await imported({ subjectId })).services[0]?.findings ?? []
      return findings.flatMap(({ rule, data }) => (rule === 'advice-subject-id' ? [data] : []))
    }
    expect(await found('subject-id', 'none')).to.deep.equal([{ asked: 'subject-id', given: 'none' }])
    expect(await found('subject-id', 'pairwise-id')).to.deep.equal([{ asked: 'subject-id', given: 'pairwise-id' }])
    expect(await found('pairwise-id', 'subject-id')).to.deep.equal([{ asked: 'pairwise-id', given: 'subject-id' }])
    expect(await found('any', 'none')).to.deep.equal([{ asked: 'any', given: 'none' }])
    expect(await found('any', 'subject-id')).to.deep.equal([])
    expect(await found('none', 'pairwise-id')).to.deep.equal([])
  })

  it('is warned of where it is the same at every service, at the import and as long as it is so', async () => {
    const { imported, view, words } = await registryWorld(asking('any')).then((made) => ({
      ...made,
      words: made.deps.words,
    }))
    const codes = (findings: readonly { readonly code: string }[] = []) =>
      findings.flatMap(({ code }) => (code === 'subject-id-given' ? [code] : []))
    const [shared] = (await imported({ subjectId: 'subject-id' })).services
    expect(codes(shared?.findings)).to.deep.equal(['subject-id-given'])
    expect(shared?.findings.find(({ code }) => code === 'subject-id-given')?.severity).to.equal('warning')
    const service = view.services.get(AACHEN) ?? expect.fail('it is not there')
    const judging = { now: 0, metadataGrace: 0, certificateEnd: () => null }
    expect(codes(serviceView(service, judging, words).findings)).to.deep.equal(['subject-id-given'])
    expect(codes((await imported({ subjectId: 'pairwise-id' })).services[0]?.findings)).to.deep.equal([])
  })

  it('is no subject-id for a service of pseudonyms alone', async () => {
    const { imported, deps } = await registryWorld()
    await imported({ pseudonymous: true })
    const refused = await refusedIn(changeService(AACHEN, { subjectId: 'subject-id' }, ACTOR, deps))
    expect(refused).to.deep.include({ code: 'subject-id-pseudonymous', data: { entityId: entityId(AACHEN) } })
    await changeService(AACHEN, { subjectId: 'pairwise-id' }, ACTOR, deps)
  })
})

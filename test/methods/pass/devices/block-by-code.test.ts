import { expect } from 'chai'
import { blockByCode } from '../../../../src/methods/pass/devices/manage-devices.js'
import { passDeviceId } from '../../../../src/domain/ids.js'
import { blockCodeDigest, blockCodeOf } from '../../../../src/domain/pass-block-code.js'
import { sampleAudit } from '../../../contracts/samples.js'
import { openParts } from '../../../support/world.js'
import { slowAttempts } from '../../../support/slow-attempts.js'

const PHONE = passDeviceId('phone-1')

async function world() {
  const { clock, lent } = await openParts()
  const { accounts, passDevices: devices, digest } = lent
  const code = blockCodeOf(PHONE, digest)
  const phone = { id: PHONE, account: null, name: 'x', publicKey: { x: 'x', y: 'y' }, pinDigest: 'p', wrongTries: 0 }
  const rest = { blockCodeDigest: blockCodeDigest(code, digest) ?? '', pairedAt: 0, firstUsedAt: 1, blockedAt: null }
  await devices.add({ ...phone, ...rest }, sampleAudit('x'))
  const deps = { accounts, devices, clock, digest, attempts: slowAttempts(lent.attempts) }
  const type = (typed: string, address = '192.0.2.1') => blockByCode(typed, address, deps)
  return { type, code, blockedAt: async () => (await devices.find(PHONE))?.blockedAt }
}

describe('codes of lost phones', () => {
  it('have one allowance, whether they are tried at once or one by one', async () => {
    const { type, code, blockedAt } = await world()
    const ends = await Promise.all(Array.from({ length: 25 }, () => type('AAAA-AAAA-AAAA')))
    expect(ends.filter((end) => end === 'unknown')).to.have.length(10)
    expect(ends.filter((end) => end === 'braked')).to.have.length(15)
    expect(await type(code)).to.equal('braked')
    expect(await blockedAt()).to.equal(null)
    expect(await type(code, '192.0.2.2'), 'from elsewhere').to.equal('blocked')
  })

  it('cost nothing of it when they are right', async () => {
    const { type, code } = await world()
    for (let turn = 0; turn < 9; turn++) expect(await type('AAAA-AAAA-AAAA')).to.equal('unknown')
    for (let turn = 0; turn < 5; turn++) expect(await type(code)).to.equal('blocked')
    expect(await type('AAAA-AAAA-AAAA')).to.equal('unknown')
    expect(await type('AAAA-AAAA-AAAA')).to.equal('braked')
  })
})

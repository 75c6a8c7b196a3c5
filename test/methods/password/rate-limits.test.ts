import { expect } from 'chai'
import { createRateLimits } from '../../../src/methods/password/rate-limits.js'
import { minutes } from '../../../src/domain/instant.js'
import { createMemoryStores } from '../../../src/storage/memory/ephemeral-stores.js'
import { movableClock } from '../../support/movable-clock.js'

function world() {
  const clock = movableClock()
  const { attempts } = createMemoryStores({ clock })
  const limits = { perName: 3, perAddress: 5, perPassword: 4, window: minutes(15) }
  const brakes = createRateLimits(attempts, { digest: (purpose, text) => `${purpose}(${text})` }, limits)
  const attempt = (username: string, password: string, address: string) => ({ username, password, address })
  return { clock, brakes, attempt }
}

describe('the brakes', () => {
  it('forget the failures of a name at its success, those of its address and password not', async () => {
    const { brakes, attempt } = world()
    for (let count = 0; count < 5; count++) await brakes.failed(attempt(`name${count}`, `falsch ${count}`, '192.0.2.1'))
    await brakes.succeeded(attempt('name0', 'richtig', '192.0.2.1'))
    expect(await brakes.limitedUntil(attempt('somebody', 'else', '192.0.2.1'))).not.to.equal(null)

    for (let count = 0; count < 4; count++)
      await brakes.failed(attempt(`name${count}`, 'gleich', `198.51.100.${count}`))
    await brakes.succeeded(attempt('name3', 'gleich', '198.51.100.3'))
    expect(await brakes.limitedUntil(attempt('somebody', 'gleich', '203.0.113.1'))).not.to.equal(null)
  })

  it('end with the window of the first failure, not of the last', async () => {
    const { clock, brakes, attempt } = world()
    const jana = attempt('jana', 'falsch', '192.0.2.1')
    await brakes.failed(jana)
    const until = clock.now() + minutes(15)
    clock.pass(minutes(10))
    await brakes.failed(jana)
    await brakes.failed(jana)
    expect(await brakes.limitedUntil(jana)).to.equal(until)
    clock.pass(minutes(5))
    expect(await brakes.limitedUntil(jana)).to.equal(null)
  })

  it('count a name in every spelling that is the same name', async () => {
    const { brakes, attempt } = world()
    for (const name of ['Straße', 'STRASSE', ' strasse ']) await brakes.failed(attempt(name, `falsch ${name}`, name))
    expect(await brakes.limitedUntil(attempt('strasse', 'x', 'elsewhere'))).not.to.equal(null)
  })

  it('count a password in every Unicode form of it', async () => {
    const { brakes, attempt } = world()
    for (let count = 0; count < 4; count++) {
      const typed = 'Grüße'.normalize(count % 2 === 0 ? 'NFC' : 'NFD')
      await brakes.failed(attempt(`name${count}`, typed, `198.51.100.${count}`))
    }
    expect(await brakes.limitedUntil(attempt('jana', 'Grüße', 'elsewhere'))).not.to.equal(null)
  })
})

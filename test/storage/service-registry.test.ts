import { applied } from '../contracts/applied.js'
import { expect } from 'chai'
import { entityId } from '../../src/domain/ids.js'
import type { ServiceStore } from '../../src/domain/ports/service-store.js'
import type { Service } from '../../src/domain/service.js'
import { createServiceRegistry } from '../../src/storage/service-registry.js'
import { createServiceStore } from '../../src/storage/sql/stores/service-store.js'
import { rejectionOf } from '../contracts/harness.js'
import { sampleService } from '../contracts/samples.js'
import { sqliteHouse } from './sql/support/sqlite-house.js'
import { STAMP } from '../contracts/sql-harness.js'

const AACHEN = entityId('https://portal.aachen.example/saml')
const SOLINGEN = entityId('https://portal.solingen.example/saml')

describe('the registry of a running instance', () => {
  let sql: Awaited<ReturnType<typeof sqliteHouse>>
  let commands: ServiceStore
  let down = false
  const errors: unknown[] = []
  beforeEach(async () => {
    sql = await sqliteHouse()
    commands = createServiceStore(sql.other, STAMP)
    down = false
    errors.length = 0
  })
  afterEach(() => sql.close())

  const registry = (store = createServiceStore(sql.database, STAMP)) =>
    createServiceRegistry(
      {
        ...store,
        changesSince: (revision) => (down ? Promise.reject(new Error('down')) : store.changesSince(revision)),
      },
      { pollEvery: 5, onError: (error) => errors.push(error) },
    )
  const save = (...services: Service[]) => applied(commands, { save: services, remove: [] }, [])
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2))
  }

  it('knows every service from the start, active or not', async () => {
    await save(sampleService(AACHEN), sampleService(SOLINGEN, { active: false }))
    const running = registry()
    await running.start()
    expect(running.size()).to.equal(2)
    expect(running.find(AACHEN)).to.deep.equal(sampleService(AACHEN, { revision: 1 }))
    expect(running.find(SOLINGEN)).to.have.property('active', false)
    expect(running.find(entityId('https://nobody.example'))).to.equal(undefined)
    await running.stop()
  })

  it('follows what commands change, add and remove', async () => {
    await save(sampleService(AACHEN))
    const running = registry()
    await running.start()
    await save(sampleService(AACHEN, { active: false, revision: 1 }), sampleService(SOLINGEN))
    await until(() => running.size() === 2)
    expect(running.find(AACHEN)).to.have.property('active', false)
    await applied(commands, { save: [], remove: [AACHEN] }, [])
    await until(() => running.size() === 1)
    expect(running.find(AACHEN)).to.equal(undefined)
    await running.stop()
  })

  it('keeps the same object for a service that did not change', async () => {
    await save(sampleService(AACHEN), sampleService(SOLINGEN))
    const running = registry()
    await running.refresh()
    const [aachen, solingen] = [running.find(AACHEN), running.find(SOLINGEN)]
    await save(sampleService(SOLINGEN, { active: false, revision: 1 }))
    await running.refresh()
    expect(running.find(AACHEN)).to.equal(aachen)
    expect(running.find(SOLINGEN)).not.to.equal(solingen)
  })

  it('keeps the last good state while the database is down, says so, and goes on after it', async () => {
    await save(sampleService(AACHEN))
    const running = registry()
    await running.start()
    down = true
    await until(() => errors.length > 1)
    expect(running.size()).to.equal(1)
    await save(sampleService(SOLINGEN))
    down = false
    await until(() => running.size() === 2)
    await running.stop()
  })

  it('does not start without the database', async () => {
    down = true
    expect(String(await rejectionOf(registry().start()))).to.contain('down')
  })

  it('starts over when the database was restored to an earlier state', async () => {
    const other = await sqliteHouse()
    await save(sampleService(AACHEN))
    await save(sampleService(SOLINGEN))
    const restored = createServiceStore(other.database, STAMP)
    await applied(restored, { save: [sampleService(SOLINGEN, { active: false })], remove: [] }, [])
    let current = createServiceStore(sql.database, STAMP)
    const running = registry({ ...current, changesSince: (revision) => current.changesSince(revision) })
    await running.refresh()
    current = restored
    await running.refresh()
    expect(running.size()).to.equal(1)
    expect(running.find(SOLINGEN)).to.have.property('active', false)
    await other.close()
  })

  it('asks no more once it was stopped', async () => {
    const running = registry()
    await running.start()
    await running.stop()
    await save(sampleService(AACHEN))
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(running.size()).to.equal(0)
  })
})

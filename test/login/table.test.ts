import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import type { Step } from '../../src/login/step.js'
import { LOGIN_STEPS } from '../../src/login/table.js'

const STEPS = new URL('../../src/login/steps/', import.meta.url)
const ARCHITECTURE = new URL('../../docs/architecture.md', import.meta.url)

/** Steps that stand in the table a second time, earlier, for a case of its own. */
const namesInOrder = (): readonly string[] => {
  const names = LOGIN_STEPS.map(({ name }) => name)
  return names.filter((name, index) => names.lastIndexOf(name) === index)
}

const isStep = (value: unknown): value is Step =>
  typeof value === 'object' && value !== null && 'name' in value && 'needed' in value

describe('the table of the steps of a login', () => {
  it('lists every step that lies in the folder of steps, each named as its file', async () => {
    const exported: string[] = []
    for (const file of readdirSync(STEPS).map((each) => each.replace(/\.ts$/, ''))) {
      const module: Record<string, unknown> = await import(`../../src/login/steps/${file}.js`)
      const names = Object.values(module)
        .filter(isStep)
        .map(({ name }) => name)
      expect([...new Set(names)], file).to.deep.equal([file])
      exported.push(...names)
    }
    expect(exported.sort()).to.deep.equal(LOGIN_STEPS.map(({ name }) => name).sort())
  })

  it('is told by the architecture page, in the same order and with the same pages', () => {
    const page = readFileSync(ARCHITECTURE, 'utf8')
    const section = page.slice(page.indexOf('## The steps, in order'), page.indexOf('## The states of a login'))
    const rows = [...section.matchAll(/^\| `([a-z-]+)` *\| (yes)? *\|/gm)]
    const told = rows.map(([, name, yes]) => ({ name, page: yes === 'yes' }))
    const pages = new Map(LOGIN_STEPS.map((step) => [step.name, 'page' in step]))
    expect(told).to.deep.equal(namesInOrder().map((name) => ({ name, page: pages.get(name) })))
  })

  it('ends with a step that is always needed, and waits for nobody there', () => {
    const last = LOGIN_STEPS.at(-1)
    expect(last?.name).to.equal('finish')
    expect(last).not.to.have.property('page')
  })

  it('lets each page post to the addresses of its own step alone', () => {
    const addresses = LOGIN_STEPS.flatMap((step) =>
      'page' in step ? [[step.name, Object.keys(step.forms).join(' ')] as const] : [],
    )
    expect(Object.fromEntries(addresses)).to.deep.equal({
      'read-again': 'person',
      'prove-account': 'methods',
      'link-or-create-account': 'person',
      'switch-account': 'switch',
      'complete-profile': 'profile methods',
      'choose-method': 'methods',
      'review-methods': 'review',
      'confirm-identity': 'confirm',
    })
  })

  it('opens methods where one is chosen, read again or tells what is missing, and nowhere else', () => {
    const open = LOGIN_STEPS.filter((step) => 'page' in step && step.opensMethods === true)
    expect([...new Set(open.map(({ name }) => name))].sort()).to.deep.equal([
      'choose-method',
      'complete-profile',
      'prove-account',
      'read-again',
    ])
  })
})

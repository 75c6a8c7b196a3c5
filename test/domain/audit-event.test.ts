import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { AUDIT_ACTIONS, type AuditEvent } from '../../src/domain/audit-event.js'

const told = { at: 0, actor: 'citizen', subject: 'a' }

describe('the catalogue of the audit log', () => {
  it('takes an entry with the fields of its action, and no other compiles', () => {
    const right: AuditEvent = { ...told, action: 'pass.bound', before: null, after: { device: 'd', cap: 'normal' } }
    // @ts-expect-error an action that is not listed
    const unknown: AuditEvent = { ...told, action: 'pass.lost', before: null, after: null }
    // @ts-expect-error a field that the action does not take
    const other: AuditEvent = { ...told, action: 'pass.bound', before: null, after: { device: 'd', level: 'normal' } }
    // @ts-expect-error a field of another type
    const typed: AuditEvent = { ...told, action: 'pass.bound', before: null, after: { device: 'd', cap: 'higher' } }
    // @ts-expect-error a side that the action has nothing of
    const side: AuditEvent = { ...told, action: 'pass.unused-forgotten', before: null, after: { device: 'd' } }
    expect([right, unknown, other, typed, side]).to.have.length(5)
  })

  it('lists no action that nothing writes', () => {
    const source = sources('src').filter((file) => !file.endsWith('audit-event.ts'))
    const text = source.map((file) => readFileSync(file, 'utf8')).join('\n')
    for (const action of Object.keys(AUDIT_ACTIONS)) expect(text, action).to.contain(`'${action}'`)
  })
})

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name))

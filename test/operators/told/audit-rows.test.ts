import { expect } from 'chai'
import { AUDIT_FORMATS, auditLine } from '../../../src/operators/told/audit-rows.js'
import { auditSentence } from '../../../src/operators/told/audit-sentences.js'
import { AUDIT_ACTIONS } from '../../../src/domain/audit-event.js'

const entry = (changes: object = {}) => ({
  id: 'a.000000',
  at: '2026-11-30T08:00:00.000Z',
  actor: 'broker',
  action: 'service.set',
  subject: 'https://portal.example',
  before: '{"trustLevel":"normal"}',
  after: '{"trustLevel":"hoch"}',
  mac: '1.m',
  seq: 7,
  seal: '1.s',
  ...changes,
})

const CELL = AUDIT_FORMATS.csv.row

describe('a row of the audit log', () => {
  it('says in its sentence everything that the catalogue has of its action', () => {
    for (const [action, { before, after }] of Object.entries(AUDIT_ACTIONS)) {
      const side = (of: object | null) => (of === null ? null : JSON.stringify(sample(of)))
      const said = auditSentence(entry({ action, before: side(before), after: side(after) }))
      expect(said, action)
        .to.match(/^[a-z]/)
        .and.not.match(/\?|undefined|\[object/)
    }
  })

  it('is told as it is where its action or its fields are nobody’s of ours', () => {
    expect(auditSentence(entry({ action: 'x.y' }))).to.equal('x.y https://portal.example')
    expect(auditSentence(entry({ action: 'login.aborted', after: 'no json' }))).to.contain('to ? without identity: ?')
    expect(auditSentence(entry({ action: 'constructor', after: '{' }))).to.contain('constructor')
  })

  it('tells a field without a value from one that is not there', () => {
    const admin = { action: 'operator.created', subject: 'o1', before: null }
    const after = { username: 'anna', role: 'admin', tenant: null, hotline: false }
    const said = (side: object) => auditSentence(entry({ ...admin, after: JSON.stringify(side) }), 'de')
    expect(said(after)).to.equal('hat anna im Betrieb angelegt (o1, admin, Mandant –)')
    expect(said({ ...after, tenant: undefined })).to.contain('Mandant ?')
  })

  it('says in its own language that nothing was released, and that everything was looked at', () => {
    const login = { action: 'login.answered', after: '{"attributes":[]}' }
    expect(auditSentence(entry(login), 'de')).to.match(/weitergegeben: nichts$/)
    expect(auditSentence(entry(login))).to.match(/released: nothing$/)
    expect(auditSentence(entry({ action: 'audit.shown', after: '{}' }), 'de')).to.contain('(alles)')
  })

  it('commands no terminal, and stays one line', () => {
    const line = auditLine(entry({ subject: 'a\u001b[2Jb\nc\u202ed\u2028', actor: 'cli:\u0007x', at: '\r1' }))
    expect(line).not.to.match(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/u)
    expect(line).to.contain('a\ufffd[2Jb\ufffdc\ufffdd\ufffd')
  })

  it('is no formula in a spreadsheet', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', '\uff1d']) {
      expect(CELL(entry({ subject: `${start}cmd()` })), start).to.contain(`'${start}cmd()`)
    }
    expect(CELL(entry({ subject: 'a=b' }))).to.contain(',a=b,')
  })

  it('is quoted where a comma, a quote or a line end would end it (RFC 4180)', () => {
    expect(CELL(entry({ subject: 'a,b' }))).to.contain(',"a,b",')
    expect(CELL(entry({ subject: 'a"b' }))).to.contain(',"a""b",')
    expect(CELL(entry({ subject: 'a\r\nb' }))).to.contain(',"a\r\nb",')
    expect(CELL(entry({ before: null, after: null, mac: null, seq: null, seal: null }))).to.match(/^,a\.000000,/)
  })
})

/** A value for each field that an action takes. */
const sample = (side: object): object =>
  'holds' in side ? { trustLevel: 'x' } : Object.fromEntries(Object.keys(side).map((name) => [name, 'x']))

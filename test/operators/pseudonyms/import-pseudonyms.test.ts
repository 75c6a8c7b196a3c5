import { expect } from 'chai'
import { newAccount } from '../../../src/domain/account.js'
import { accountId, draftId } from '../../../src/domain/ids.js'
import { days } from '../../../src/domain/instant.js'
import type { PseudonymsKnown } from '../../../src/domain/ports/pseudonym-imports.js'
import { ChangeDrafted } from '../../../src/operators/drafts/change-drafted.js'
import { approveDraft, rejectDraft } from '../../../src/operators/drafts/decide-drafts.js'
import { openDrafts, showDraft } from '../../../src/operators/drafts/draft-view.js'
import { wrongAmong } from '../../../src/operators/pseudonyms/judge-rows.js'
import { importPseudonyms } from '../../../src/operators/pseudonyms/import-pseudonyms.js'
import { MOST_BYTES, MOST_ROWS, readPseudonymRows } from '../../../src/operators/pseudonyms/read-rows.js'
import { AACHEN, ACTOR, NOW, refusedIn, registryWorld } from '../registry-world.js'

const SECTOR = 'https://portal.aachen.example'
const PAUL = 'cli:paul'
const [ERIKA, MAX] = ['erika-1', 'max-2']

const bytes = (text: string): Uint8Array => Buffer.from(text)

async function importWorld() {
  const made = await registryWorld()
  const { view, tools, imported } = made
  await imported({ sector: SECTOR })
  const accountOf = (id: string) =>
    newAccount({
      ...{ id: accountId(id), pseudonymSeed: `seed-of-${id}`, identity: {}, methods: [], createdAt: NOW - days(30) },
      proofing: { level: 'normal', origin: 'self-declared', at: NOW },
    })
  for (const id of [ERIKA, MAX]) view.has(accountOf(id))
  const deps = tools.drafts.pseudonyms
  const start = (file: string, sector = SECTOR, actor = ACTOR) => importPseudonyms(sector, bytes(file), actor, deps)
  const drafted = async (file: string, sector = SECTOR): Promise<string> => {
    const thrown: unknown = await start(file, sector).catch((error: unknown) => error)
    if (thrown instanceof ChangeDrafted) return thrown.draft
    throw thrown
  }
  const approve = (id: string, actor = PAUL) => approveDraft(id, { actor, shown: null }, made.drafts)
  const earlier = (id: string) => view.accounts.get(id)?.earlierPseudonyms
  return { ...made, pseudonyms: deps, accountOf, start, drafted, approve, earlier }
}

describe('the import of pseudonyms of an earlier IdP', () => {
  it('waits for a second person where no other change does, and tells the log no pseudonym', async () => {
    const { drafted, drafts, earlier, approve, view } = await importWorld()
    const file = `account,value\n${ERIKA},früher-1\n${MAX},"früher, ""2"""\n`
    const id = await drafted(file)
    expect([earlier(ERIKA), (await openDrafts(drafts)).map((head) => head.subject)]).to.deep.equal([[], [SECTOR]])
    const shown = await showDraft(id, drafts)
    expect(shown.standing).to.equal('ready')
    expect(shown.draft).to.deep.include({ author: ACTOR, tenant: null, act: 'import-pseudonyms' })
    expect(shown.draft.content).to.deep.include({ kind: 'pseudonyms', sector: SECTOR, rows: 2 })
    expect(await refusedIn(approve(id, ACTOR))).to.include({ code: 'draft-own' })
    await approve(id)
    expect(earlier(ERIKA)).to.deep.equal([{ sector: SECTOR, value: 'früher-1' }])
    expect(earlier(MAX)).to.deep.equal([{ sector: SECTOR, value: 'früher, "2"' }])
    const told = view.audit.slice(-3)
    expect(told.map(({ action, actor, subject }) => [action, actor, subject])).to.deep.equal([
      ['account.pseudonym-imported', ACTOR, ERIKA],
      ['account.pseudonym-imported', ACTOR, MAX],
      ['draft.approved', PAUL, id],
    ])
    expect(told[0]?.after).to.deep.equal({ sector: SECTOR, draft: id })
    expect(JSON.stringify(view.audit)).not.to.include('früher')
    expect(await refusedIn(approve(id))).to.include({ code: 'draft-decided' })
  })

  it('is refused whole for one bad row, which is named by its line alone', async () => {
    const { start, approve, drafted, view } = await importWorld()
    await approve(await drafted(`${ERIKA},früher-1`))
    const refused = await refusedIn(start(`account,value\n${MAX},früher-2\nnobody,früher-3\n${ERIKA},früher-4`))
    expect(refused).to.deep.include({
      code: 'pseudonym-rows',
      data: {
        rows: [3, 4].map((line) => ({ line, fault: line === 3 ? 'account-unknown' : 'account-named' })),
        more: 0,
      },
    })
    const taken = await refusedIn(start(`${MAX},früher-1`))
    expect(taken.data).to.deep.equal({ rows: [{ line: 1, fault: 'value-taken' }], more: 0 })
    const many = await refusedIn(start(Array.from({ length: 25 }, (_, at) => `nobody-${at},x${at}`).join('\n')))
    expect(many.data).to.include({ more: 5 })
    expect(view.count('proposed_pseudonym')).to.equal(0)
  })

  it('is into the sector of a service alone', async () => {
    const { start, drafted, approve, tools } = await importWorld()
    expect(await refusedIn(start(`${ERIKA},x`, 'aachen'))).to.deep.include({ code: 'sector-unknown' })
    const id = await drafted(`${ERIKA},x`)
    await tools.registry.change(async () => ({ save: [], remove: [AACHEN as never], audit: [], result: null }))
    expect(await refusedIn(approve(id))).to.deep.include({ code: 'sector-unknown' })
  })

  it('gives nobody what the broker calls somebody else there, a phone without an account neither', async () => {
    const { start, drafted, approve, pseudonyms, view } = await importWorld()
    const house = await pseudonyms.pseudonyms()
    const derived = (seed: string, sector: string): string => house.derived(seed, sector)
    const [max, own] = [derived(`seed-of-${MAX}`, SECTOR), derived(`seed-of-${ERIKA}`, SECTOR)]
    expect((await refusedIn(start(`${ERIKA},${max}`))).data).to.deep.include({
      rows: [{ line: 1, fault: 'value-derived' }],
    })
    const phone = derived('a-phone', SECTOR)
    view.tamper(
      `INSERT INTO pass_device (id, name, public_key, pin_digest, block_code_digest, wrong_tries, paired_at)
       VALUES ('a-phone', 'n', '{}', 'p', 'b', 0, '2026-01-01T00:00:00.000Z')`,
    )
    expect((await refusedIn(start(`${ERIKA},${phone}`))).data).to.have.nested.property('rows[0].fault', 'value-derived')
    await approve(await drafted(`${ERIKA},${own}`))
    const id = await drafted(`${MAX},${derived('seed-of-new', SECTOR)}`)
    const newcomer = { id: accountId('new'), pseudonymSeed: 'seed-of-new' }
    view.has({ ...(view.accounts.get(MAX) ?? expect.fail()), ...newcomer })
    expect((await refusedIn(approve(id))).data).to.have.nested.property('rows[0].fault', 'value-derived')
  })

  it('is judged again when it is approved, by what is stored then', async () => {
    const { drafted, approve, view, earlier, drafts } = await importWorld()
    const [one, other] = [await drafted(`${ERIKA},same`), await drafted(`${MAX},same`)]
    await approve(one)
    expect((await refusedIn(approve(other))).data).to.have.nested.property('rows[0].fault', 'value-taken')
    const both = await drafted(`${MAX},früher-2`)
    view.tamper(`INSERT INTO sector_used VALUES ('${SECTOR}', '2026-01-01T00:00:00.000Z');
      INSERT INTO audit_entries (id, "at", actor, action, subject, "after")
      VALUES ('x', '2026-11-01T00:00:00.000Z', 'citizen', 'login.answered', '${MAX}', '{"sector":"${SECTOR}"}')`)
    expect((await refusedIn(approve(both))).data).to.have.nested.property('rows[0].fault', 'account-answered')
    expect(earlier(MAX)).to.deep.equal([])
    view.forget(MAX)
    expect(await showDraft(both, drafts)).to.include({ standing: 'moved' })
    expect(await refusedIn(approve(both))).to.include({ code: 'draft-moved' })
  })

  it('keeps no row of a draft that was rejected', async () => {
    const { drafted, drafts, view } = await importWorld()
    const id = await drafted(`${ERIKA},x`)
    await rejectDraft(id, { actor: PAUL, shown: null }, drafts)
    expect(view.count('proposed_pseudonym')).to.equal(0)
    expect((await drafts.drafts.find(draftId(id)))?.state).to.equal('rejected')
  })

  it('is of nobody whose row went between the look and the writing', async () => {
    const { drafted, drafts, view, earlier } = await importWorld()
    const id = await drafted(`${ERIKA},x\n${MAX},y`)
    const { imports } = drafts.pseudonyms
    const approve: typeof imports.approve = (...all) => (view.forget(MAX), imports.approve(...all))
    const late = { ...drafts, pseudonyms: { ...drafts.pseudonyms, imports: { ...imports, approve } } }
    const refused = await refusedIn(approveDraft(id, { actor: PAUL, shown: null }, late))
    expect([refused.code, earlier(ERIKA)]).to.deep.equal(['draft-moved', []])
  })
})

describe('a file of pseudonyms', () => {
  const faultsOf = async (text: string) => {
    const { code, data } = await refusedIn(Promise.resolve().then(() => readPseudonymRows(bytes(text))))
    expect(code).to.equal('pseudonym-rows')
    return 'rows' in data ? data.rows : []
  }
  const faultOf = async (file: Uint8Array) =>
    (await refusedIn(Promise.resolve().then(() => readPseudonymRows(file)))).data

  it('is read with and without its first line, with both kinds of line end, in quotes or without, and a mark before', () => {
    const rows = [
      { line: 1, account: 'a', value: 'x' },
      { line: 2, account: 'b', value: 'y,"z"' },
    ]
    const headed = rows.map((row) => ({ ...row, line: row.line + 1 }))
    const text = 'a,x\r\n"b","y,""z"""\r\n'
    expect(readPseudonymRows(bytes(text))).to.deep.equal(rows)
    expect(readPseudonymRows(bytes(`account,value\r\n${text.trimEnd()}`))).to.deep.equal(headed)
    expect(readPseudonymRows(bytes(`\ufeffaccount,value\n${text}`))).to.deep.equal(headed)
  })

  it('has two fields a row, and nothing beside them', async () => {
    for (const line of ['a', 'a,b,c', 'a;b', 'a,"b', 'a,"b"c', 'a,b"c', ''])
      expect(await faultsOf(`z,z\n${line}\ny,y`), line).to.deep.equal([{ line: 2, fault: 'columns' }])
  })

  it('names each account and each value once', async () => {
    expect(await faultsOf('a,x\nb,y\na,z\nc,y\nd,')).to.deep.equal([
      { line: 3, fault: 'account-twice' },
      { line: 4, fault: 'value-twice' },
      { line: 5, fault: 'value-empty' },
    ])
  })

  it('is text with rows, and not too many of them', async () => {
    expect(await faultOf(Uint8Array.of(0x61, 0x2c, 0xff))).to.include({ fault: 'encoding' })
    for (const text of ['', '\n', 'account,value', 'account,value\n'])
      expect(await faultOf(bytes(text)), text).to.include(text === '\n' ? {} : { fault: 'empty' })
    const rows = (count: number) => bytes(Array.from({ length: count }, (_, at) => `a${at},v${at}`).join('\n'))
    expect(readPseudonymRows(rows(MOST_ROWS))).to.have.length(MOST_ROWS)
    expect(await faultOf(rows(MOST_ROWS + 1))).to.deep.equal({ fault: 'rows', most: MOST_ROWS })
    expect(await faultOf(new Uint8Array(MOST_BYTES + 1))).to.include({ fault: 'rows' })
  })
})

describe('a row of pseudonyms', () => {
  const row = { line: 7, account: accountId(ERIKA), value: 'x' }
  const nothing: PseudonymsKnown = {
    accounts: new Map([[row.account, NOW]]),
    ...{ named: new Set(), taken: new Set(), answered: new Set(), unclear: new Set(), logSince: null },
  }
  const faultWith = (known: Partial<PseudonymsKnown>) => wrongAmong([row], { ...nothing, ...known })[0]?.fault

  it('is refused where it cannot be excluded that the account was answered', () => {
    const it = new Set([row.account])
    expect(faultWith({})).to.equal(undefined)
    expect(faultWith({ answered: it })).to.equal('account-answered')
    expect(faultWith({ unclear: it })).to.equal('account-unclear')
    expect(faultWith({ logSince: NOW - days(1) })).to.equal(undefined)
    expect(faultWith({ logSince: NOW - days(1) + 1 })).to.equal('account-unclear')
    expect(faultWith({ logSince: Number.POSITIVE_INFINITY })).to.equal('account-unclear')
  })
})

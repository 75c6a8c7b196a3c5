import { expect } from 'chai'
import { createOperator, disableOperator, resetSecondFactor } from '../../../src/operators/access/manage-operators.js'
import { resetPassword } from '../../../src/operators/access/reset-password.js'
import { ChangeDrafted } from '../../../src/operators/drafts/change-drafted.js'
import { approveDraft, rejectDraft } from '../../../src/operators/drafts/decide-drafts.js'
import { showDraft, type DraftDeps } from '../../../src/operators/drafts/draft-view.js'
import { refusedIn, registryWorld } from '../registry-world.js'

const ANNA = 'operator:anna'
const PAUL = { actor: 'cli:paul', shown: null }
const GIVEN = '7Q3K-VX0M-2R9T-HB4D'

const GIVING = { username: 'vera', password: GIVEN, version: null } as const

const draftOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it waits for nobody'),
    (error: unknown) => (error instanceof ChangeDrafted ? error.draft : expect.fail(String(error))),
  )

/** Vera and Anna, and the draft of another password for Vera, which Anna proposes. */
async function draftedWorld() {
  const made = await registryWorld(undefined, { secondPerson: true })
  const { tools } = made
  for (const name of ['vera', 'anna']) await made.operator(name)
  const id = await draftOf(resetPassword({ ...GIVING, isRemote: false }, ANNA, tools))
  const stored = async () => (await tools.operators.findByUsername('vera')) ?? expect.fail('nobody')
  return { ...made, id, stored }
}

describe('the password of an operator that waits for a second person', () => {
  it('changes nothing before somebody else agrees; to disable somebody waits for nobody', async () => {
    const { drafts, id, stored, tools, view } = await draftedWorld()
    const before = await stored()
    expect(before.oneTimeUntil).to.equal(null)
    const { draft, standing } = await showDraft(id, drafts)
    expect([draft.act, draft.subject, draft.author, standing]).to.deep.equal([
      ...['reset-password', 'vera', ANNA, 'ready'],
    ])
    expect(await refusedIn(approveDraft(id, { actor: ANNA, shown: null }, drafts))).to.include({ code: 'draft-own' })
    expect(await stored()).to.deep.equal(before)
    await approveDraft(id, PAUL, drafts)
    expect((await stored()).passwordHash).not.to.equal(before.passwordHash)
    expect((await stored()).oneTimeUntil).not.to.equal(null)
    expect(await refusedIn(approveDraft(id, PAUL, drafts))).to.include({ code: 'draft-decided' })
    expect(view.audit.slice(-2).map(({ action, actor }) => [action, actor])).to.deep.equal([
      ['operator.password-reset', ANNA],
      ['draft.approved', 'cli:paul'],
    ])
    await disableOperator('vera', ANNA, tools)
    expect((await stored()).disabled).to.equal(true)
  })

  it('is kept by nobody once the draft is decided, or has ended', async () => {
    const { drafts, id, tools } = await draftedWorld()
    const hashOf = async (draft = id) => {
      const { content } = (await showDraft(draft, drafts)).draft
      return 'passwordHash' in content ? content.passwordHash : expect.fail(content.kind)
    }
    const { draft } = await showDraft(id, drafts)
    expect(await drafts.drafts.forgetPasswords(draft.expiresAt - 1)).to.equal(0)
    expect(await hashOf()).to.contain('argon2')
    expect(await drafts.drafts.forgetPasswords(draft.expiresAt)).to.equal(1)
    expect(await hashOf()).to.equal(null)
    expect(await refusedIn(approveDraft(id, PAUL, drafts))).to.include({ code: 'draft-moved' })
    const again = await draftOf(resetPassword({ ...GIVING, isRemote: false }, ANNA, tools))
    await approveDraft(again, PAUL, drafts)
    expect(await hashOf(again)).to.equal(null)
    const rejected = await draftOf(resetPassword({ ...GIVING, isRemote: false }, ANNA, tools))
    await rejectDraft(rejected, PAUL, drafts)
    expect(await hashOf(rejected)).to.equal(null)
  })

  it('is rejected, and is not approved then', async () => {
    const { drafts, id, stored } = await draftedWorld()
    await rejectDraft(id, PAUL, drafts)
    expect(await refusedIn(approveDraft(id, PAUL, drafts))).to.include({ code: 'draft-decided' })
    expect((await stored()).oneTimeUntil).to.equal(null)
  })

  it('is not given to an operator who was changed since, before the look or after it', async () => {
    const { drafts, id, stored, tools } = await draftedWorld()
    let looks = 0
    const raced: DraftDeps = {
      ...drafts,
      operators: {
        ...drafts.operators,
        async findByUsername(key) {
          const found = await drafts.operators.findByUsername(key)
          // Between the second look and the writing somebody disables her.
          if (key === 'vera' && ++looks === 2) await disableOperator('vera', 'cli:mira', tools)
          return found
        },
      },
    }
    expect(await refusedIn(approveDraft(id, PAUL, raced))).to.include({ code: 'draft-moved' })
    expect(looks).to.equal(2)
    expect((await stored()).oneTimeUntil).to.equal(null)
    expect((await showDraft(id, drafts)).standing).to.equal('moved')
    expect(await refusedIn(approveDraft(id, PAUL, drafts))).to.include({ code: 'draft-moved' })
  })
})

describe('an operator who is let in by a second person', () => {
  it('is made with a password for one sign-in, once; whoever reads alone, and the first admin, wait for nobody', async () => {
    const { drafts, tools, view } = await registryWorld(undefined, { secondPerson: true })
    const max = {
      username: 'max',
      password: GIVEN,
      role: 'admin',
      tenant: null,
      hotline: false,
      isOwnPassword: false,
    } as const
    await createOperator(max, 'cli:mira', tools)
    expect((await tools.operators.findByUsername('max'))?.oneTimeUntil).not.to.equal(null)
    await createOperator({ ...max, username: 'rita', role: 'auditor' }, 'cli:mira', tools)
    const id = await draftOf(createOperator({ ...max, username: 'Ida' }, 'cli:mira', tools))
    expect(await tools.operators.findByUsername('ida')).to.equal(null)
    expect(await refusedIn(approveDraft(id, { actor: 'cli:mira', shown: null }, drafts))).to.include({
      code: 'draft-own',
    })
    const both = await draftOf(createOperator({ ...max, username: 'IDA' }, 'cli:mira', tools))
    await approveDraft(id, PAUL, drafts)
    const made = await tools.operators.findByUsername('ida')
    expect(made).to.include({ username: 'Ida', role: 'admin', tenant: null, disabled: false, totp: null })
    expect(made?.oneTimeUntil).not.to.equal(null)
    expect(view.audit.slice(-2).map(({ action, actor }) => [action, actor])).to.deep.equal([
      ['operator.created', 'cli:mira'],
      ['draft.approved', 'cli:paul'],
    ])
    expect(await refusedIn(approveDraft(both, PAUL, drafts)), 'the name is taken by now').to.include({
      code: 'draft-moved',
    })
    expect(await refusedIn(createOperator({ ...max, username: 'ida' }, 'cli:mira', tools))).to.include({
      code: 'username-taken',
    })
  })

  it('loses the second factor by a second person, as it was when that was proposed', async () => {
    const { drafts, stored, tools } = await draftedWorld()
    const before = await stored()
    const id = await draftOf(resetSecondFactor('vera', ANNA, tools))
    expect((await stored()).version).to.equal(before.version)
    await approveDraft(id, PAUL, drafts)
    expect((await stored()).version).to.equal(before.version + 1)
    const late = await draftOf(resetSecondFactor('vera', ANNA, tools))
    await disableOperator('vera', ANNA, tools)
    expect(await refusedIn(approveDraft(late, PAUL, drafts))).to.include({ code: 'draft-moved' })
  })
})

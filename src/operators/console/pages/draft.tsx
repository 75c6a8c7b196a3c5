import { Button, PostForm } from '../../../ui/components/form.js'
import { Notice } from '../../../ui/components/notice.js'
import { LinkButton } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import { serviceName } from '../../../domain/service.js'
import type { Draft } from '../../../domain/draft.js'
import type { DraftedView, DraftView } from '../../drafts/draft-view.js'
import type { Refusal } from '../../findings.js'
import { changedRows } from '../changed-value.js'
import { CONSOLE } from '../console-context.js'
import { rightsWords } from '../rights-words.js'
import { consoleTexts } from '../texts/texts.js'
import { UpstreamChanges } from './components/upstream-changes.js'
import { ChangesTable } from './components/changes-table.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'
import { DraftSentence } from './drafts.js'
import { RefusalNotice } from './components/refusal-notice.js'

/** What was just done. */
export const DRAFT_DONE = ['proposed', 'approved', 'rejected'] as const
export type DraftDone = (typeof DRAFT_DONE)[number]

export interface DraftModel {
  readonly bar: ConsoleBarModel
  readonly view: DraftView
  readonly done: DraftDone | null
  /** Why nothing was decided; null: nothing was refused. */
  readonly refusal: Refusal | null
  /** Null for whoever may only read. */
  readonly form: Form | null
  /** It is the operator's own: somebody else approves it. */
  readonly isOwn: boolean
}

interface Props {
  readonly page: DraftModel
  readonly scope: Scope
}

/** A change that waits for a second person: all of it, before it is approved as it is shown. */
export const draftPage = defineConsolePage('operator-draft', view)

function view(page: DraftModel, scope: Scope): View {
  const { drafts } = consoleTexts(scope.language)
  const { draft, services } = page.view
  const title = drafts.draftTitle(drafts.acts[draft.act])
  return {
    title,
    problem: page.refusal !== null,
    content: (
      <>
        {page.done === null ? null : (
          <Notice look={page.done === 'approved' ? 'success' : 'info'} text={drafts.done[page.done]} id="draft-done" />
        )}
        <RefusalNotice refusal={page.refusal} scope={scope} />
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <DraftSentence draft={draft} scope={scope} />
          <Standing page={page} scope={scope} />
        </div>
        {draft.content.kind === 'key' ? <p class="app-literal">{draft.content.key}</p> : null}
        <Pseudonyms draft={draft} scope={scope} />
        <OfOperator draft={draft} scope={scope} />
        <OfUpstream view={page.view} scope={scope} />
        {services.map((drafted) => (
          <Drafted key={drafted.service.entityId} drafted={drafted} scope={scope} />
        ))}
        <Decide page={page} scope={scope} />
      </>
    ),
  }
}

function Standing({ page: { view: shown, isOwn }, scope }: Props) {
  const { drafts, history } = consoleTexts(scope.language)
  const { draft, standing } = shown
  if (draft.decidedBy !== null && draft.decidedAt !== null) {
    const { day, timeOfDay } = scope.formats
    const when = history.when(day(draft.decidedAt), timeOfDay(draft.decidedAt))
    const said = draft.state === 'approved' ? drafts.approvedBy : drafts.rejectedBy
    return <p class="kern-body">{said(draft.decidedBy, when)}</p>
  }
  if (standing === 'moved') return <p class="kern-body">{drafts.moved}</p>
  if (standing === 'author-gone') return <p class="kern-body">{drafts.authorGone}</p>
  if (standing === 'ended') return <p class="kern-body">{drafts.ended}</p>
  return <p class="kern-body">{isOwn ? drafts.own : drafts.nothingYet}</p>
}

/** What would be imported: neither accounts nor what they are called. */
function Pseudonyms({ draft: { content }, scope }: { readonly draft: Draft; readonly scope: Scope }) {
  if (content.kind !== 'pseudonyms') return null
  const { pseudonyms } = consoleTexts(scope.language).drafts
  return (
    <section class="app-stack--s" data-sector={content.sector}>
      <p class="kern-body">{pseudonyms.what(content.rows, content.sector)}</p>
      <p class="kern-body">{pseudonyms.hidden}</p>
      <p class="kern-body">{pseudonyms.file}:</p>
      <p class="app-literal">{content.file}</p>
    </section>
  )
}

/** Who would be made, or get another password: never which. */
function OfOperator({ draft: { content }, scope }: { readonly draft: Draft; readonly scope: Scope }) {
  if (content.kind !== 'operator') return null
  const { staff } = consoleTexts(scope.language)
  return (
    <section class="app-stack--s" data-operator={content.username}>
      <p class="kern-body">{staff.drafts[content.act](content.username)}</p>
      {content.act === 'create-operator' ? <p class="kern-body">{rightsWords(content, scope)}</p> : null}
      {content.act === 'reset-second-factor' ? null : <p class="kern-body">{staff.draftKnown}</p>}
    </section>
  )
}

/** What would be different of another account. */
function OfUpstream({ view: { draft, upstream }, scope }: { readonly view: DraftView; readonly scope: Scope }) {
  if (draft.content.kind !== 'upstream') return null
  const { name, peer } = draft.content.upstream
  return (
    <section class="app-stack--s" data-upstream={name}>
      <h2 class="kern-heading-small">{name}</h2>
      <p class="app-literal">{peer.entityId}</p>
      <UpstreamChanges changes={upstream ?? []} scope={scope} />
    </section>
  )
}

function Drafted({ drafted, scope }: { readonly drafted: DraftedView; readonly scope: Scope }) {
  const texts = consoleTexts(scope.language)
  const { act, restored, service, changes } = drafted
  const rows = changedRows(changes ?? [], scope)
  return (
    <section class="app-stack--s" data-service={service.entityId}>
      <h2 class="kern-heading-small">
        {serviceName(service, scope.language)}: {texts.drafts.acts[act]}
        {restored === null ? null : ` (${texts.history.version(restored)})`}
      </h2>
      <p class="app-literal">{service.entityId}</p>
      {drafted.accounts === undefined ? null : (
        <p class="kern-body" data-testid="new-pseudonyms">
          {texts.drafts.pseudonyms.replaced(drafted.accounts)}
        </p>
      )}
      {act === 'removed' ? <p class="kern-body">{texts.service.removeAfter}</p> : null}
      {rows.length === 0 ? null : (
        <ChangesTable rows={rows} name={service.entityId} isNew={act === 'imported'} scope={scope} />
      )}
    </section>
  )
}

function Decide({ page, scope }: Props) {
  const { drafts } = consoleTexts(scope.language)
  const { view: shown, form, isOwn } = page
  const back = <LinkButton look="secondary" href={CONSOLE.drafts} label={drafts.back} />
  if (form === null || shown.draft.state !== 'open') return <p class="app-actions">{back}</p>
  return (
    <PostForm form={form}>
      <input type="hidden" name="shown" value={shown.digest} />
      <p class="app-actions">
        {isOwn || shown.standing !== 'ready' ? null : (
          <Button look="primary" label={drafts.approve} name={FORM_FIELDS.decision} value="approve" />
        )}
        <Button
          look="danger"
          label={isOwn ? drafts.takeBack : drafts.reject}
          name={FORM_FIELDS.decision}
          value="reject"
        />
        {back}
      </p>
    </PostForm>
  )
}

import { Button, PostForm } from '../../../ui/components/form.js'
import { Notice } from '../../../ui/components/notice.js'
import { LinkButton } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import type { Restoration } from '../../services/history.js'
import { changedRows } from '../changed-value.js'
import { findingLine } from '../finding-text.js'
import { consoleTexts } from '../texts/texts.js'
import { ChangesTable } from './components/changes-table.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'
import { FindingList } from './components/finding-list.js'
import { VersionSentence } from './service-history.js'

export interface ServiceRestoreModel {
  readonly bar: ConsoleBarModel
  readonly form: Form
  readonly name: string
  readonly restoration: Restoration
  /** The digest of what is shown: that alone is applied. */
  readonly shown: string
  /** True: this is not what was shown before; somebody has changed something meanwhile. */
  readonly changedMeanwhile: boolean
  /** The history. */
  readonly back: string
}

/** What a restored version would change, before anything is changed. */
export const serviceRestorePage = defineConsolePage('operator-service-restore', view)

function view(page: ServiceRestoreModel, scope: Scope): View {
  const texts = consoleTexts(scope.language)
  const { history } = texts
  const { version, service, changes, findings } = page.restoration
  const title = history.restoreTitle(page.name, version.number)
  return {
    title,
    problem: page.changedMeanwhile,
    content: (
      <>
        {page.changedMeanwhile ? (
          <Notice look="info" text={texts.import.changedMeanwhile} id="changed-meanwhile" />
        ) : null}
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="app-literal">{service.entityId}</p>
          <VersionSentence version={version} scope={scope} />
          <p class="kern-body">{changes.length === 0 ? history.sameAlready : history.nothingYet}</p>
          <p class="kern-body">{service.active ? history.activeAfter : history.disabledAfter}</p>
        </div>
        <FindingList findings={findings.map((found) => findingLine(found, scope))} scope={scope} />
        {changes.length === 0 ? (
          <p class="app-actions">
            <LinkButton look="secondary" href={page.back} label={history.backToHistory} />
          </p>
        ) : (
          <>
            <ChangesTable rows={changedRows(changes, scope)} name={service.entityId} isNew={false} scope={scope} />
            <Apply page={page} scope={scope} />
          </>
        )}
      </>
    ),
  }
}

function Apply({ page, scope }: { readonly page: ServiceRestoreModel; readonly scope: Scope }) {
  const { history } = consoleTexts(scope.language)
  return (
    <PostForm form={page.form}>
      <input type="hidden" name="version" value={page.restoration.version.number} />
      <input type="hidden" name="shown" value={page.shown} />
      <p class="app-actions">
        <Button look="primary" label={history.apply} name={FORM_FIELDS.decision} value="restore" />
        <LinkButton look="secondary" href={page.back} label={history.backToHistory} />
      </p>
    </PostForm>
  )
}

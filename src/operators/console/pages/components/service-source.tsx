import type { Source } from '../../../../domain/source.js'
import { Alert } from '../../../../ui/components/alert.js'
import { Button, PostForm } from '../../../../ui/components/form.js'
import { FORM_FIELDS, type Form } from '../../../../ui/form-fields.js'
import type { Scope } from '../../../../ui/page.js'
import { consoleTexts } from '../../texts/texts.js'

/** A document with which so many services would leave. */
export interface HeldDocument {
  readonly gone: number
  readonly of: number
  /** SHA-256, so that what is taken is what was looked at. */
  readonly document: string
  /** The first of those that would leave, as far as the operator sees them. */
  readonly leaving: readonly string[]
}

interface Props {
  readonly source: Source
  readonly held: HeldDocument | null
  /** Null for whoever may only read. */
  readonly form: Form | null
  readonly scope: Scope
}

/** Where the metadata of a service come from again and again, and how that went. */
export function ServiceSource({ source, held, form, scope }: Props) {
  const texts = consoleTexts(scope.language).service.source
  const { url, fetchedAt, dueAt, state } = source
  const rows = [
    [texts.from, url],
    [texts.fetched, timeOf(fetchedAt) ?? texts.never],
    [texts.succeeded, timeOf(state.succeededAt) ?? texts.never],
    [texts.due, timeOf(dueAt) ?? texts.never],
  ] as const
  return (
    <section class="app-stack--s" data-source={url} aria-labelledby="source">
      <h2 class="kern-heading-small" id="source">
        {texts.title}
      </h2>
      <dl class="app-attributes">
        {rows.map(([name, value]) => (
          <div class="app-attribute" key={name}>
            <dt>{name}</dt>
            <dd class="app-literal">{value}</dd>
          </div>
        ))}
      </dl>
      {form === null ? null : <Refresh held={held} form={form} scope={scope} />}
    </section>
  )
}

function Refresh({ held, form, scope }: Omit<Props, 'source' | 'form'> & { readonly form: Form }) {
  const texts = consoleTexts(scope.language).service.source
  return (
    <>
      {held === null ? null : (
        <div role="alert" data-finding="source-shrunk">
          <Alert look="danger" title={texts.heldTitle}>
            <p class="kern-body">{texts.held(held.gone, held.of)}</p>
            <ul class="kern-list kern-list--bullet">
              {held.leaving.map((entityId) => (
                <li key={entityId} class="app-literal">
                  {entityId}
                </li>
              ))}
              {held.leaving.length < held.gone ? <li>{texts.more(held.gone - held.leaving.length)}</li> : null}
            </ul>
            <PostForm form={form}>
              <input type="hidden" name="held" value={held.document} />
              <p class="app-actions">
                <Button look="danger" label={texts.confirm(held.gone)} name={FORM_FIELDS.decision} value="refresh" />
              </p>
            </PostForm>
          </Alert>
        </div>
      )}
      <PostForm form={form}>
        <p class="kern-body">{texts.refreshHint}</p>
        <p class="app-actions">
          <Button look="secondary" label={texts.refresh} name={FORM_FIELDS.decision} value="refresh" />
        </p>
      </PostForm>
    </>
  )
}

/** To the minute, in UTC as everything of the console. */
const timeOf = (at: number | null): string | null =>
  at === null ? null : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`

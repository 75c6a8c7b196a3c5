import { Button } from '../../ui/components/button.js'
import { PostForm } from '../../ui/components/post-form.js'
import { RichText } from '../../ui/components/rich-text.js'
import { DECISIONS, FORM_FIELDS } from '../../ui/form-fields.js'
import { methodText, type Scope, type View } from '../../ui/scope.js'
import type { BoundMethodRow, ReviewMethodsPage } from '../../ui/view-models.js'

/** Nothing is ticked: what somebody else may have bound counts no more than before unless the citizen says so. */
export function reviewMethodsView(page: ReviewMethodsPage, scope: Scope): View {
  const { reviewMethods, levels } = scope.texts
  return {
    title: reviewMethods.title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{reviewMethods.title}</h1>
          <p class="kern-body">
            <RichText of={reviewMethods.intro(levels[page.level])} />
          </p>
        </div>
        <PostForm form={page.form}>
          <fieldset class="app-optional">
            <legend class="kern-heading-small">{reviewMethods.legend}</legend>
            {page.methods.map((bound, index) => (
              <Row key={bound.mark} bound={bound} id={`bound-${index}`} scope={scope} />
            ))}
          </fieldset>
          <Contacts page={page} scope={scope} />
          <p class="app-actions">
            <Button
              look="primary"
              label={reviewMethods.submit}
              name={FORM_FIELDS.decision}
              value={DECISIONS.continue}
            />
          </p>
        </PostForm>
      </>
    ),
  }
}

function Contacts({ page, scope }: { readonly page: ReviewMethodsPage; readonly scope: Scope }) {
  const { reviewMethods, attributes } = scope.texts
  if (page.contacts.length === 0) return null
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-small">{reviewMethods.contacts}</h2>
      <dl class="app-attributes">
        {page.contacts.map(({ name, value }) => (
          <div key={name} class="app-attribute">
            <dt>{attributes[name]}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="kern-body">{reviewMethods.contactsHint}</p>
    </div>
  )
}

interface RowProps {
  readonly bound: BoundMethodRow
  readonly id: string
  readonly scope: Scope
}

function Row({ bound, id, scope }: RowProps) {
  const { label } = methodText(scope, bound.method)
  return (
    <div class="kern-form-check">
      <input class="kern-form-check__checkbox" type="checkbox" id={id} name={FORM_FIELDS.bound} value={bound.mark} />
      <label class="kern-label" for={id}>
        {bound.name === null ? label : `${label}: ${bound.name}`},{' '}
        {scope.texts.reviewMethods.since(scope.formats.day(bound.boundAt))}
      </label>
    </div>
  )
}

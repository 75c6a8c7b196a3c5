import { Button } from '../../ui/components/button.js'
import { LinkButton } from '../../ui/components/link-button.js'
import { PostForm } from '../../ui/components/post-form.js'
import type { FactorRemovalPage } from './factor-models.js'
import type { Scope, View } from '../../ui/scope.js'

/** Asks once before a second factor goes. */
export function factorRemovalView(page: FactorRemovalPage, scope: Scope): View {
  const { removal } = scope.texts.factor
  const title = removal.title(page.name)
  return {
    title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body">{page.isLast ? removal.afterLast : removal.after}</p>
        </div>
        <PostForm form={page.form}>
          <p class="app-actions">
            <Button look="danger" label={removal.submit} />
            <LinkButton look="secondary" href={page.back} label={removal.back} />
          </p>
        </PostForm>
      </>
    ),
  }
}

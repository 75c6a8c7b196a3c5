import { Button } from '../../ui/components/button.js'
import { Notice } from '../../ui/components/notice.js'
import { PostForm } from '../../ui/components/post-form.js'
import { RichText } from '../../ui/components/rich-text.js'
import { SafeLink } from '../../ui/components/safe-link.js'
import type { FactorListPage, FactorRow } from './factor-models.js'
import type { Scope, View } from '../../ui/scope.js'

interface Props {
  readonly page: FactorListPage
  readonly scope: Scope
}

/** What joins the citizen's password, and what can be added. */
export function factorListView(page: FactorListPage, scope: Scope): View {
  const { list } = scope.texts.factor
  return {
    title: list.title,
    problem: false,
    content: (
      <>
        {page.done === null ? null : <Notice look="success" text={list.done[page.done]} id="factor-done" />}
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{list.title}</h1>
          <p class="kern-body">{page.hasPassword ? list.intro : list.noPassword}</p>
        </div>
        {page.hasPassword ? <Factors page={page} scope={scope} /> : null}
      </>
    ),
  }
}

function Factors({ page, scope }: Props) {
  const { list } = scope.texts.factor
  return (
    <>
      {page.factors.length === 0 ? (
        <p class="kern-body">{list.none}</p>
      ) : (
        <ul class="app-plain app-factors">
          {page.factors.map((row) => (
            <Row key={row.removal} row={row} scope={scope} />
          ))}
        </ul>
      )}
      <Add page={page} scope={scope} />
      {page.factors.length === 0 ? null : <Codes page={page} scope={scope} />}
    </>
  )
}

function Row({ row, scope }: { readonly row: FactorRow; readonly scope: Scope }) {
  const { kinds, list } = scope.texts.factor
  return (
    <li class="app-stack--s">
      <p class="kern-body">
        <strong>{row.name}</strong>
        <br />
        {kinds[row.kind]}, {list.since(scope.formats.day(row.boundAt))},{' '}
        <RichText of={list.counts(scope.texts.levels[row.counts])} />
      </p>
      <p class="kern-body">
        <SafeLink href={row.removal}>{list.remove(row.name)}</SafeLink>
      </p>
    </li>
  )
}

function Add({ page, scope }: Props) {
  const { list } = scope.texts.factor
  const links = [
    { href: page.addTotp, label: list.addTotp },
    { href: page.addPasskey, label: list.addPasskey },
  ].flatMap(({ href, label }) => (href === null ? [] : [{ href, label }]))
  if (links.length === 0) return null
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-medium">{list.add}</h2>
      <ul class="app-plain">
        {links.map(({ href, label }) => (
          <li key={href}>
            <SafeLink href={href}>{label}</SafeLink>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Codes({ page, scope }: Props) {
  const { list } = scope.texts.factor
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-medium">{list.codes}</h2>
      <p class="kern-body">
        <RichText of={list.codesLeft(page.codesLeft)} />
      </p>
      <PostForm form={page.renewCodes}>
        {page.codesLeft > 0 ? <p class="kern-body">{list.renewHint}</p> : null}
        <p class="app-actions">
          <Button look="secondary" label={list.renewCodes} />
        </p>
      </PostForm>
    </div>
  )
}

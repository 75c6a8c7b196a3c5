import type { Instant } from '../../domain/instant.js'
import type { SecondFactorKind } from '../../domain/second-factor.js'
import type { TrustLevel } from '../../domain/trust-level.js'
import { Notice } from '../../ui/components/notice.js'
import { RichText } from '../../ui/components/rich-text.js'
import { LinkButton, SafeLink } from '../../ui/components/safe-link.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import type { FactorDone } from '../texts/messages.js'
import { factorTexts } from '../texts/texts.js'

interface Props {
  readonly page: FactorListModel
  readonly scope: Scope
}

export interface FactorRow {
  readonly kind: SecondFactorKind
  /** As the citizen calls it. */
  readonly name: string
  readonly boundAt: Instant
  /** Up to which level it counts. */
  readonly counts: TrustLevel
  /** The page that takes it off. */
  readonly removal: string
}

/** The second factors of the citizen's password. */
export interface FactorListModel {
  /** What the citizen has just done; null: nothing. */
  readonly done: FactorDone | null
  /** False: the account has none that a second factor could join. */
  readonly hasPassword: boolean
  readonly factors: readonly FactorRow[]
  readonly codesLeft: number
  /** The page that asks before new codes are shown. */
  readonly renewCodes: string
  /** The pages of the set-ups; null where there is nothing (more) to set up. */
  readonly addTotp: string | null
  readonly addPasskey: string | null
}

const LOOKS = { added: 'success', removed: 'success', 'codes-gone': 'info' } as const

/** What joins the citizen's password, and what can be added. */
export const factorListPage = definePage('factor-list', view)

function view(page: FactorListModel, scope: Scope): View {
  const { list } = factorTexts(scope.language)
  return {
    title: list.title,
    problem: false,
    content: (
      <>
        {page.done === null ? null : <Notice look={LOOKS[page.done]} text={list.done[page.done]} id="factor-done" />}
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
  const { list } = factorTexts(scope.language)
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
  const { kinds, list } = factorTexts(scope.language)
  return (
    <li class="app-stack--s">
      <p class="kern-body">
        <strong>{row.name}</strong>
        <br />
        {kinds[row.kind]}, {list.since(scope.formats.day(row.boundAt))}, {list.counts(scope.texts.goodFor[row.counts])}
      </p>
      <p class="kern-body app-alone">
        <SafeLink href={row.removal}>{list.remove(row.name)}</SafeLink>
      </p>
    </li>
  )
}

function Add({ page, scope }: Props) {
  const { list } = factorTexts(scope.language)
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
  const { list } = factorTexts(scope.language)
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-medium">{list.codes}</h2>
      <p class="kern-body">
        <RichText of={list.codesLeft(page.codesLeft)} />
      </p>
      <p class="app-actions">
        <LinkButton look="secondary" href={page.renewCodes} label={list.renewCodes} />
      </p>
    </div>
  )
}

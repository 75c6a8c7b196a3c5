import type { AuditRecord } from '../../../domain/audit-chain.js'
import type { Place } from '../../../domain/ports/audit-chain.js'
import { Button, describedBy, Field } from '../../../ui/components/form.js'
import { LinkButton } from '../../../ui/components/safe-link.js'
import type { Scope, View } from '../../../ui/page.js'
import type { AuditFilterField } from '../../audit/filter-fields.js'
import type { Refusal } from '../../findings.js'
import { auditSentence, oneLine } from '../../told/audit-sentences.js'
import { auditValueWords } from '../audit-value-words.js'
import { CONSOLE } from '../console-context.js'
import { consoleTexts } from '../texts/texts.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'
import { RefusalNotice } from './components/refusal-notice.js'

/** What the page can be asked for, by the name that it has in its address. */
export const AUDIT_QUERY = [
  ['von', 'since'],
  ['bis', 'until'],
  ['wer', 'actor'],
  ['portal', 'service'],
  ['ereignis', 'action'],
  ['fehler', 'errorId'],
] as const satisfies readonly (readonly [string, AuditFilterField])[]

export type AuditQuery = Readonly<Record<(typeof AUDIT_QUERY)[number][0], string>>

/** The formats of an export, by the name that it has in its address. */
export const EXPORT_NAMES = { jsonl: 'JSON Lines', csv: 'CSV' } as const

export interface AuditModel {
  readonly bar: ConsoleBarModel
  readonly query: AuditQuery
  readonly entries: readonly AuditRecord[]
  /** Where the next, older page begins; null: there is none. */
  readonly next: Place | null
  /** Whether these are the newest. */
  readonly isFirst: boolean
  readonly refusal: Refusal | null
}

interface Props {
  readonly page: AuditModel
  readonly scope: Scope
}

/** The audit log: each entry as a sentence, newest first, filtered and paged by the server. */
export const auditPage = defineConsolePage('operator-audit', view)

function view(page: AuditModel, scope: Scope): View {
  const { audit } = consoleTexts(scope.language)
  return {
    title: audit.title,
    problem: page.refusal !== null,
    content: (
      <>
        <RefusalNotice refusal={page.refusal} scope={scope} />
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{audit.title}</h1>
          <p class="kern-body">{audit.intro}</p>
          {page.bar.tenant === null ? null : <p class="kern-body">{audit.tenantAlone(page.bar.tenant)}</p>}
        </div>
        <Filter page={page} scope={scope} />
        {page.entries.length === 0 ? <p class="kern-body">{audit.none}</p> : <Table page={page} scope={scope} />}
        <p class="app-actions">
          {page.isFirst ? null : <LinkButton look="secondary" href={address(page.query)} label={audit.newest} />}
          {page.next === null ? null : (
            <LinkButton look="secondary" href={address(page.query, page.next)} label={audit.older} />
          )}
        </p>
        {page.refusal === null ? (
          <p class="app-actions">
            {Object.entries(EXPORT_NAMES).map(([format, name]) => (
              <LinkButton
                key={format}
                look="secondary"
                href={`${CONSOLE.auditExport}?${new URLSearchParams({ ...asked(page.query), format }).toString()}`}
                label={audit.exportAs(name)}
              />
            ))}
          </p>
        ) : null}
      </>
    ),
  }
}

/** What is asked for at all. */
const asked = (query: AuditQuery): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))

function address(query: AuditQuery, before: Place | null = null): string {
  const wanted = new URLSearchParams({ ...asked(query), ...(before && { vor: `${before.at}~${before.id}` }) })
  return wanted.size === 0 ? CONSOLE.audit : `${CONSOLE.audit}?${wanted.toString()}`
}

function Filter({ page: { query }, scope }: Props) {
  const { audit } = consoleTexts(scope.language)
  return (
    <form class="app-console-filter" method="get" action={CONSOLE.audit} role="search" novalidate>
      <FilterField name="von" label={audit.since} hint={audit.timeHint} value={query.von} />
      <FilterField name="bis" label={audit.until} hint={audit.timeHint} value={query.bis} />
      <FilterField name="wer" label={audit.actor} hint={audit.actorHint} value={query.wer} />
      <FilterField name="portal" label={audit.service} value={query.portal} />
      <div class="kern-form-input">
        <label class="kern-label" for="ereignis">
          {audit.action}
        </label>
        <div class="kern-form-input__select-wrapper">
          <select class="kern-form-input__select" id="ereignis" name="ereignis">
            <option value="">{audit.allActions}</option>
            {Object.entries(audit.actions).map(([action, name]) => (
              <option key={action} value={action} selected={action === query.ereignis}>
                {`${name} (${action})`}
              </option>
            ))}
          </select>
        </div>
      </div>
      <FilterField name="fehler" label={audit.errorId} value={query.fehler} />
      <Button look="secondary" label={audit.filter} />
    </form>
  )
}

interface FilterFieldProps {
  readonly name: keyof AuditQuery
  readonly label: string
  readonly hint?: string
  readonly value: string
}

/** A field that may stay empty. */
const FilterField = ({ name, label, hint, value }: FilterFieldProps) => (
  <Field text={{ id: name, label, hint }}>
    <input
      class="kern-form-input__input"
      type="text"
      id={name}
      name={name}
      value={value}
      autocomplete="off"
      autocapitalize="none"
      spellcheck={false}
      aria-describedby={describedBy({ id: name, label, hint })}
    />
  </Field>
)

function Table({ page, scope }: Props) {
  const { audit } = consoleTexts(scope.language)
  const { columns } = audit
  return (
    <section class="app-table" aria-label={audit.title} tabindex={0}>
      <table class="kern-table">
        <caption class="kern-title kern-title--small">{audit.caption}</caption>
        <thead class="kern-table__head">
          <tr class="kern-table__row">
            {[columns.at, columns.seq, columns.actor, columns.sentence].map((column) => (
              <th class="kern-table__header" key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="kern-table__body">
          {page.entries.map((entry) => (
            <tr class="kern-table__row" key={entry.id} data-entry={entry.id}>
              <td class="kern-table__cell">
                <Time at={entry.at} />
              </td>
              <td class="kern-table__cell">{entry.seq ?? '–'}</td>
              <td class="kern-table__cell">
                <span class="app-literal">{oneLine(entry.actor)}</span>
              </td>
              <td class="kern-table__cell app-told">
                {auditSentence(entry, scope.language === 'en' ? 'en' : 'de', auditValueWords(scope))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A time as it stands there, if it is one: somebody may have changed it. */
function Time({ at }: { readonly at: string }) {
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(at) && !Number.isNaN(Date.parse(at))
  return isTime ? <time dateTime={at}>{`${at.slice(0, 10)} ${at.slice(11, 19)}`}</time> : <>{oneLine(at)}</>
}

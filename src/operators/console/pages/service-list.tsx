import { Button } from '../../../ui/components/form.js'
import { LinkButton, SafeLink } from '../../../ui/components/safe-link.js'
import type { Scope, View } from '../../../ui/page.js'
import { TRUST_LEVELS } from '../../../domain/trust-level.js'
import { CONSOLE } from '../console-context.js'
import type { ListQuery, ListRow, PicturedRow, ServiceList, SortColumn } from '../service-list.js'
import { consoleTexts } from '../texts/texts.js'
import { Badge } from './components/badge.js'
import { mayImport, type ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'
import { ServiceLogo } from './components/service-frame.js'

export interface ServiceListModel extends ServiceList {
  readonly rows: readonly PicturedRow[]
  readonly bar: ConsoleBarModel
}

interface Props {
  readonly page: ServiceListModel
  readonly scope: Scope
}

/** Every service that the operator sees: searched, filtered, sorted and paged by the server, without a script. */
export const serviceListPage = defineConsolePage('operator-services', view)

function view(page: ServiceListModel, scope: Scope): View {
  const { services } = consoleTexts(scope.language)
  return {
    title: services.title,
    problem: false,
    content: (
      <>
        <h1 class="kern-heading-large">{services.title}</h1>
        <Filter page={page} scope={scope} />
        {page.found === 0 ? <p class="kern-body">{services.none}</p> : <Table page={page} scope={scope} />}
        <Pager page={page} scope={scope} />
      </>
    ),
  }
}

function Filter({ page, scope }: Props) {
  const { services } = consoleTexts(scope.language)
  const { levels } = scope.texts
  return (
    <form class="app-console-filter" method="get" action={CONSOLE.services} role="search">
      <input type="hidden" name="sort" value={page.query.sort} />
      <div class="kern-form-input">
        <label class="kern-label" for="suche">
          {services.search}
        </label>
        <input class="kern-form-input__input" type="search" id="suche" name="suche" value={page.query.search} />
      </div>
      <div class="kern-form-input">
        <label class="kern-label" for="niveau">
          {services.level}
        </label>
        <div class="kern-form-input__select-wrapper">
          <select class="kern-form-input__select" id="niveau" name="niveau">
            <option value="">{services.allLevels}</option>
            {TRUST_LEVELS.map((level) => (
              <option key={level} value={level} selected={level === page.query.level}>
                {levels[level]}
              </option>
            ))}
          </select>
        </div>
      </div>
      <Button look="secondary" label={services.filter} />
      {mayImport(page.bar) ? (
        <LinkButton look="primary" href={CONSOLE.import} label={consoleTexts(scope.language).import.title} />
      ) : null}
    </form>
  )
}

/** The address of the list, looked at otherwise. */
function address(query: ListQuery, change: Partial<ListQuery>): string {
  const { search, level, sort, page } = { ...query, page: 1, ...change }
  const wanted = new URLSearchParams({
    ...(search === '' ? {} : { suche: search }),
    ...(level === null ? {} : { niveau: level }),
    sort,
    ...(page === 1 ? {} : { seite: String(page) }),
  })
  return `${CONSOLE.services}?${wanted.toString()}`
}

const COLUMNS: readonly SortColumn[] = ['name', 'level', 'tenant', 'end', 'state']

function Table({ page, scope }: Props) {
  const { services } = consoleTexts(scope.language)
  return (
    <section class="app-table" aria-label={services.title} tabindex={0}>
      <table class="kern-table">
        <caption class="kern-title kern-title--small">{services.found(page.found)}</caption>
        <thead class="kern-table__head">
          <tr class="kern-table__row">
            {COLUMNS.map((column) => (
              <th
                class="kern-table__header"
                key={column}
                scope="col"
                aria-sort={column === page.query.sort ? 'ascending' : undefined}
              >
                <a class="kern-link kern-link--no-visited-state" href={address(page.query, { sort: column })}>
                  {services.columns[column]}
                </a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="kern-table__body">
          {page.rows.map((row) => (
            <Row key={row.entityId} row={row} scope={scope} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ row, scope }: { readonly row: PicturedRow; readonly scope: Scope }) {
  const { services } = consoleTexts(scope.language)
  return (
    <tr class="kern-table__row" data-service={row.entityId}>
      <td class="kern-table__cell">
        <span class="app-titled">
          <ServiceLogo logo={row.logo} />
          <SafeLink href={CONSOLE.service(row.entityId)}>{row.name}</SafeLink>
        </span>
        <span class="app-literal">{row.entityId}</span>
      </td>
      <td class="kern-table__cell">{scope.texts.levels[row.level]}</td>
      <td class="kern-table__cell">{row.tenant ?? '–'}</td>
      <td class="kern-table__cell">
        <End row={row} scope={scope} />
      </td>
      <td class="kern-table__cell">
        <Badge
          look={row.active ? 'success' : 'danger'}
          label={row.active ? services.states.active : services.states.disabled}
        />
      </td>
    </tr>
  )
}

function End({ row, scope }: { readonly row: ListRow; readonly scope: Scope }) {
  const { services } = consoleTexts(scope.language)
  if (row.end === null) return <>{services.endless}</>
  const day = scope.formats.day(row.end)
  if (row.urgency === 'none') return <>{services.endsOn(day)}</>
  return row.urgency === 'past' ? (
    <Badge look="danger" label={services.endedOn(day)} />
  ) : (
    <Badge look="warning" label={services.endsOn(day)} />
  )
}

function Pager({ page, scope }: Props) {
  const { services } = consoleTexts(scope.language)
  const { query, pages } = page
  if (pages === 1) return null
  return (
    <nav aria-label={services.page(query.page, pages)}>
      <p class="kern-body">{services.page(query.page, pages)}</p>
      <p class="app-actions">
        {query.page > 1 ? (
          <LinkButton look="secondary" href={address(query, { page: query.page - 1 })} label={services.previous} />
        ) : null}
        {query.page < pages ? (
          <LinkButton look="secondary" href={address(query, { page: query.page + 1 })} label={services.next} />
        ) : null}
      </p>
    </nav>
  )
}

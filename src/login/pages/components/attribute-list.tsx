import { stateCode } from '../../../domain/icao-states.js'
import type { AttributeName } from '../../../domain/identity.js'
import type { TrustLevel } from '../../../domain/trust-level.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { FORM_FIELDS } from '../../../ui/form-fields.js'
import { isIsoDate } from '../../../ui/formats.js'
import type { Scope } from '../../../ui/page.js'
import { lowerFirst } from '../../../ui/texts/lower-first.js'
import type { Gender } from '../../../ui/texts/messages.js'
import type { OriginKind } from '../../texts/messages.js'
import { loginTexts } from '../../texts/texts.js'
import {
  attributeRows,
  isSameSource,
  mainSource,
  otherSources,
  type AttributeRow,
  type ConfirmAttribute,
  type Source,
} from './attribute-rows.js'

interface AttributeListProps {
  readonly attributes: readonly ConfirmAttribute[]
  readonly level: TrustLevel
  /** Id of the method; '' if none is to be named. */
  readonly method: string
  readonly scope: Scope
}

/** The required attributes, what other portals know, too, and the level: they leave in any case. */
export function AttributeList({
  attributes,
  hasSubjectId,
  level,
  method,
  scope,
}: AttributeListProps & { readonly hasSubjectId: boolean }) {
  const { texts } = scope
  const main = mainSource(attributes)
  return (
    <div class="app-stack--s">
      <MainSource attributes={attributes} scope={scope} />
      <dl class="app-attributes">
        {attributeRows(attributes).map((row) => (
          <div class="app-attribute" key={row.key}>
            <dt>{texts.attributes[row.key]}</dt>
            <dd>
              <RowValue row={row} scope={scope} marked />
            </dd>
            <SourceNotes row={row} main={main} scope={scope} />
          </div>
        ))}
        {hasSubjectId ? <SubjectIdRow scope={scope} /> : null}
        <LevelRow level={level} method={method} scope={scope} />
      </dl>
    </div>
  )
}

/** Nobody reads 52 letters at random: what they do is what counts. */
function SubjectIdRow({ scope }: Pick<AttributeListProps, 'scope'>) {
  const { subjectId } = loginTexts(scope.language).confirm
  return (
    <div class="app-attribute">
      <dt>{subjectId.label}</dt>
      <dd data-attribute="subjectId">{subjectId.value}</dd>
    </div>
  )
}

/** How the citizen was identified, in words, and the level that this has. */
function LevelRow({ level, method, scope }: Omit<AttributeListProps, 'attributes'>) {
  const { texts } = scope
  const { confirm } = loginTexts(scope.language)
  const value = <span data-attribute="trustLevel">{texts.levels[level]}</span>
  return (
    <div class="app-attribute">
      <dt>{method === '' ? texts.attributes.trustLevel : confirm.identifiedBy}</dt>
      <dd>
        {method === '' ? (
          value
        ) : (
          <>
            {lowerFirst(scope.methodText(method).row)} ({confirm.levelIs} {value})
          </>
        )}
      </dd>
    </div>
  )
}

interface OptionalAttributesProps extends Pick<AttributeListProps, 'attributes' | 'scope'> {
  /** This page, with all boxes ticked, and with none. */
  readonly tick: TickLinks
}

export interface TickLinks {
  readonly all: string
  readonly none: string
}

/** Where `tick` leads to on the page. */
export const OPTIONAL_ID = 'optional'

/**
 * The optional attributes: each leaves only if it is ticked. All at once are ticked by a link to the same page, not by a
 * button: the first button of the form is the one that Enter presses.
 */
export function OptionalAttributes({ attributes, tick, scope }: OptionalAttributesProps) {
  const { confirm } = loginTexts(scope.language)
  const rows = attributeRows(attributes)
  const main = mainSource(attributes)
  const isAll = rows.every(isTicked)
  return (
    <fieldset class="app-optional app-stack--s" id={OPTIONAL_ID} aria-describedby="optional-hint">
      <legend class="kern-heading-small">{confirm.optional}</legend>
      <p class="kern-body" id="optional-hint">
        {confirm.optionalHint(scope.portal)}
      </p>
      <MainSource attributes={attributes} scope={scope} />
      {rows.length < 2 ? null : (
        <p class="kern-body">
          <SafeLink href={isAll ? tick.none : tick.all}>{isAll ? confirm.tickNone : confirm.tickAll}</SafeLink>
        </p>
      )}
      <dl class="app-attributes">
        {rows.map((row) => (
          <OptionalRow key={row.key} row={row} main={main} scope={scope} />
        ))}
      </dl>
    </fieldset>
  )
}

/** A box arrives ticked only where all that it stands for was chosen. */
const isTicked = ({ parts }: AttributeRow): boolean =>
  // check: nothing-arrives-ticked-that-was-not-chosen
  parts.every(({ ticked }) => ticked)

interface RowProps {
  readonly row: AttributeRow
  readonly main: Source | null
  readonly scope: Scope
}

function OptionalRow({ row, main, scope }: RowProps) {
  const id = `release-${row.key}`
  const isOne = row.key !== 'address'
  const mark = isOne ? { 'data-attribute': row.key } : {}
  return (
    <div class="app-attribute">
      <dt id={`optional-${row.key}`}>{scope.texts.attributes[row.key]}</dt>
      <dd>
        <span class="kern-form-check" {...mark}>
          <input
            class="kern-form-check__checkbox"
            type="checkbox"
            id={id}
            name={FORM_FIELDS.release}
            value={row.key}
            checked={isTicked(row)}
            aria-labelledby={`optional-${row.key} ${id}-label`}
          />
          <label class="kern-label" for={id} id={`${id}-label`}>
            <RowValue row={row} scope={scope} marked={!isOne} />
          </label>
        </span>
      </dd>
      <SourceNotes row={row} main={main} scope={scope} />
    </div>
  )
}

/** Where the values of a group came from and how far they are proven, said once. */
function MainSource({ attributes, scope }: Pick<AttributeListProps, 'attributes' | 'scope'>) {
  const source = mainSource(attributes)
  if (source === null) return null
  const isOfAll = attributes.every((each) => isSameSource(each, source))
  const { group, rest } = wordsOf(source, scope)
  const level = scope.texts.levels[source.level]
  return <p class="kern-body">{isOfAll ? group(attributes.length, level) : rest(level)}</p>
}

/** What of a row came from elsewhere; which of its parts, where it has several. */
function SourceNotes({ row, main, scope }: RowProps) {
  const { texts } = scope
  return (
    <>
      {otherSources(row, main).map((parts) => {
        const [source] = parts
        if (!source) return null
        const note = wordsOf(source, scope).note(texts.levels[source.level])
        const names = parts.map(({ name }) => texts.attributes[name]).join(', ')
        return (
          <dd class="app-attribute__note" key={source.name}>
            {parts.length === row.parts.length ? note : `${names}: ${note}`}
          </dd>
        )
      })}
    </>
  )
}

const UPSTREAM = 'upstream:'

function wordsOf({ origin }: Source, scope: Scope) {
  const { origins } = loginTexts(scope.language).confirm
  const kind: OriginKind = origin === 'self-declared' || origin === 'eid' || origin === 'clerk' ? origin : 'upstream'
  const account = kind === 'upstream' ? scope.methodText(origin.slice(UPSTREAM.length)).label : ''
  return origins[kind](account)
}

interface RowValueProps {
  readonly row: AttributeRow
  readonly scope: Scope
  /** False where an element around it carries `data-attribute` already. */
  readonly marked: boolean
}

/** The values of one row, each marked with its name: “Musterweg 4, 12345 Beispielstadt, Deutschland”. */
function RowValue({ row, scope, marked }: RowValueProps) {
  return (
    <>
      {row.parts.map((part, index) => (
        <span key={part.name}>
          {separatorBefore(part.name, row.parts[index - 1]?.name)}
          <AttributeValue attribute={part} scope={scope} marked={marked} />
        </span>
      ))}
    </>
  )
}

/** What stands before a part of an address. */
const separatorBefore = (name: AttributeName, previous: AttributeName | undefined): string =>
  previous === undefined ? '' : name === 'locality' && previous === 'postalCode' ? ' ' : ', '

interface AttributeValueProps {
  readonly attribute: ConfirmAttribute
  readonly scope: Scope
  readonly marked: boolean
}

const isGender = (code: string): code is Gender => ['0', '1', '2', '9'].includes(code)

/** A value as a citizen reads it; beside a date or a state the value as it is sent is kept for machines. */
function AttributeValue({ attribute, scope, marked }: AttributeValueProps) {
  const { name, value } = attribute
  const { formats } = scope
  const mark = marked ? { 'data-attribute': name } : {}
  if (name === 'birthDate' && isIsoDate(value))
    return (
      <time dateTime={value} {...mark}>
        {formats.date(value)}
      </time>
    )
  const words = inWords(attribute, scope)
  return words === null ? (
    <span {...mark}>{value}</span>
  ) : (
    <data value={value} {...mark}>
      {words}
    </data>
  )
}

/** The meaning of a code in words; null if the value is no code. */
function inWords({ name, value }: ConfirmAttribute, { formats, texts }: Scope): string | null {
  if (name === 'country') return formats.state(value)
  if (name === 'nationality') return formats.state(stateCode(value) ?? value)
  if (name === 'documentType') return texts.documentTypes[value] ?? null
  if (name === 'gender' && isGender(value)) return texts.genders[value]
  return null
}

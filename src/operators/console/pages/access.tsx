import { Button, ErrorSummary, PostForm, TextField } from '../../../ui/components/form.js'
import { Notice } from '../../../ui/components/notice.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import type { Instant } from '../../../domain/instant.js'
import type { OwnSignIn } from '../../access/own-sign-ins.js'
import type { AccessDone, AccessTexts } from '../texts/access-messages.js'
import { consoleTexts } from '../texts/texts.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

export const ACCESS_DONE: readonly AccessDone[] = ['added', 'removed', 'password']

/** Fields of the page's forms, beside those of every form. */
export const ACCESS_FIELDS = { current: 'currentPassword', factor: 'factor', decision: 'decision' } as const

/** What its buttons send as `decision`. */
export const ACCESS_DECISIONS = {
  addPasskey: 'add-passkey',
  addApp: 'add-app',
  remove: 'remove',
  password: 'password',
} as const

/** `at`: the form that it is about. */
export interface AccessProblem {
  readonly at: 'factors' | 'password'
  readonly what: keyof AccessTexts['problems']
}

export interface AccessModel {
  readonly bar: ConsoleBarModel
  readonly form: Form
  readonly operator: string
  /** The password is a one-time one: until it is replaced there is nothing else. */
  readonly mustReplace: boolean
  readonly factors: readonly {
    readonly instance: string
    /** Null: the code app. */
    readonly name: string | null
    readonly since: Instant | null
  }[]
  /** What may be added. */
  readonly offered: { readonly app: boolean; readonly passkey: boolean }
  readonly signIns: readonly OwnSignIn[]
  readonly done: AccessDone | null
  readonly problem: AccessProblem | null
}

interface Props {
  readonly page: AccessModel
  readonly scope: Scope
}

/** How the operator signs in: second factors, password, the last sign-ins. */
export const accessPage = defineConsolePage('operator-access', view)

/** The problems that are at the field of the present password. */
const AT_CURRENT: readonly (keyof AccessTexts['problems'])[] = ['wrong', 'expired', 'last', 'none']

function view(page: AccessModel, scope: Scope): View {
  const { access } = consoleTexts(scope.language)
  const { problem } = page
  const title = page.mustReplace ? access.replaceTitle : access.title
  return {
    title,
    problem: problem !== null,
    content: (
      <>
        {page.done === null ? null : <Notice look="success" text={access.done[page.done]} id="access-done" />}
        <ErrorSummary
          title={scope.texts.form.problem}
          items={problem === null ? [] : [{ field: fieldOf(problem), text: access.problems[problem.what] }]}
        />
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body">{page.mustReplace ? access.replace : access.intro(page.operator)}</p>
        </div>
        {page.mustReplace ? null : <Factors page={page} scope={scope} />}
        <Password page={page} scope={scope} />
        {page.mustReplace ? null : <SignIns page={page} scope={scope} />}
      </>
    ),
  }
}

const CURRENT_AT = { factors: 'factor-password', password: 'current-password' } as const

const fieldOf = ({ at, what }: AccessProblem): string => (AT_CURRENT.includes(what) ? CURRENT_AT[at] : 'password')

function Factors({ page, scope }: Props) {
  const { access } = consoleTexts(scope.language)
  const { remove, addApp, addPasskey } = ACCESS_DECISIONS
  return (
    <section class="app-stack" aria-labelledby="factors">
      <h2 class="kern-heading-medium" id="factors">
        {access.factors}
      </h2>
      <ul class="app-plain">
        {page.factors.map(({ instance, name, since }) => (
          <li key={instance} class="kern-body" data-factor={instance}>
            {since === null ? (name ?? access.app) : access.since(name ?? access.app, dayOf(since))}
          </li>
        ))}
      </ul>
      <PostForm form={page.form}>
        <h3 class="kern-heading-small">{access.changeFactors}</h3>
        <p class="kern-body">{access.changeFactorsHint}</p>
        <CurrentPassword at="factors" page={page} scope={scope} />
        <div class="app-actions">
          {page.offered.passkey ? (
            <Button look="primary" label={access.addPasskey} name={FORM_FIELDS.decision} value={addPasskey} />
          ) : null}
          {page.offered.app ? (
            <Button look="secondary" label={access.addApp} name={FORM_FIELDS.decision} value={addApp} />
          ) : null}
          {page.factors.length < 2
            ? null
            : page.factors.map(({ instance, name }) => (
                <Button
                  key={instance}
                  look="danger"
                  label={access.remove(name ?? access.app)}
                  name={FORM_FIELDS.decision}
                  value={`${remove} ${instance}`}
                />
              ))}
        </div>
        {page.factors.length < 2 ? <p class="kern-body">{access.onlyOne}</p> : null}
      </PostForm>
    </section>
  )
}

function Password({ page, scope }: Props) {
  const { access } = consoleTexts(scope.language)
  const { problem } = page
  const error = problem?.at === 'password' && !AT_CURRENT.includes(problem.what) ? access.problems[problem.what] : null
  return (
    <section class="app-stack" aria-labelledby="change-password">
      <h2 class="kern-heading-medium" id="change-password">
        {access.changePassword}
      </h2>
      <PostForm form={page.form}>
        <CurrentPassword at="password" page={page} scope={scope} />
        <TextField
          id="password"
          name={FORM_FIELDS.password}
          type="password"
          label={access.newPassword}
          hint={access.newPasswordHint}
          value=""
          autocomplete="new-password"
          error={error}
        />
        <p class="app-actions">
          <Button
            look="secondary"
            label={access.setPassword}
            name={FORM_FIELDS.decision}
            value={ACCESS_DECISIONS.password}
          />
        </p>
      </PostForm>
    </section>
  )
}

function CurrentPassword({ at, page: { problem }, scope }: Props & { readonly at: AccessProblem['at'] }) {
  const { access } = consoleTexts(scope.language)
  return (
    <TextField
      id={CURRENT_AT[at]}
      name={ACCESS_FIELDS.current}
      type="password"
      label={access.currentPassword}
      value=""
      autocomplete="current-password"
      error={problem?.at === at && AT_CURRENT.includes(problem.what) ? access.problems[problem.what] : null}
    />
  )
}

function SignIns({ page, scope }: Props) {
  const { access } = consoleTexts(scope.language)
  const sentence = ({ at, factor }: OwnSignIn): string => {
    if (factor === null) return momentOf(at)
    const known = page.factors.find(({ instance }) => instance === factor)
    if (factor !== 'totp' && !known) return access.signInGone(momentOf(at))
    return access.signIn(momentOf(at), known?.name ?? access.app)
  }
  return (
    <section class="app-stack" aria-labelledby="sign-ins">
      <h2 class="kern-heading-medium" id="sign-ins">
        {access.signIns}
      </h2>
      <p class="kern-body">{page.signIns.length === 0 ? access.noSignIns : access.signInsHint}</p>
      <ul class="app-plain">
        {page.signIns.map((signIn) => (
          <li key={signIn.at} class="kern-body" data-sign-in={new Date(signIn.at).toISOString()}>
            {sentence(signIn)}
          </li>
        ))}
      </ul>
    </section>
  )
}

const dayOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10)

const momentOf = (at: Instant): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`

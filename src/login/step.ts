import { type Fields, single } from '../http/parse.js'
import type { MethodId, SessionId } from '../domain/ids.js'
import type { Language } from '../domain/language.js'
import { type Form, FORM_FIELDS } from '../ui/form-fields.js'
import type { Page } from '../ui/page.js'
import type { MethodAnswer } from './authenticate.js'
import type { LoginFacts } from './facts.js'
import type { LoginPorts } from './kit/login-ports.js'
import type { StepResult } from './store-login.js'
import { BrokerError } from '../domain/error-catalogue.js'

/** One step of a login, whole: when it is needed, and what is done then. `LOGIN_STEPS` lists them in order. */
export type Step = AutomaticStep | PageStep

interface NamedStep {
  readonly name: string
  /** Reads facts alone: no step knows what comes before or after it. */
  readonly needed: (facts: LoginFacts) => boolean
}

/** The broker does it by itself. */
export interface AutomaticStep extends NamedStep {
  /** Throws `login-moved-on` where another tab or instance was faster. */
  readonly run: (facts: LoginFacts, ports: LoginPorts) => Promise<StepResult>
  /** The next step is decided from the same session, account and consent; after any other step they are read anew. */
  readonly changesLoginAlone?: true
}

/** Only the citizen can do it. */
export interface PageStep extends NamedStep {
  /** The page at the login's own address while this step is the one that is needed. */
  readonly page: (facts: LoginFacts, place: StepPlace) => Page | Promise<Page>
  /** What the forms of the page do, by the address below the login's own that each posts to. */
  readonly forms: Readonly<Record<string, Take>>
  /** A method can be opened here, or goes on. */
  readonly opensMethods?: true
  /** What a citizen who looks at the login's own address leaves behind by that; the page shows what is left. */
  readonly comeBack?: (facts: LoginFacts, ports: LoginPorts) => Promise<LoginFacts>
}

/** Takes a form whose token held, of a login that is at this step. Throws `form-input` for what the page does not have. */
export type Take = (facts: LoginFacts, form: SubmittedForm, place: StepPlace) => Promise<Taken>

/** What a step is given of the request that it is shown or taken in. */
export interface StepPlace {
  readonly ports: LoginPorts
  readonly language: Language
  /** The session after this visit. */
  readonly session: SessionId | null
  /** The method used last on this device; its row comes first. */
  readonly lastMethod: string | null
  /** A form that posts to this address below the login's own, with the token that binds it to login and session. */
  readonly form: (address: string) => Form
  /** The address of a method in this login. */
  readonly pathOf: (method: MethodId) => string
}

/** What the citizen sent. */
export interface SubmittedForm {
  readonly fields: Fields
  /** Behind the address that the page wrote into its form. */
  readonly query: Readonly<Record<string, unknown>>
}

/** What a form came to. */
export type Taken =
  | { readonly kind: 'step'; readonly result: StepResult }
  /** A method was opened or resumed: it shows something, leads away, or has proved something. */
  | { readonly kind: 'method'; readonly method: MethodId; readonly facts: LoginFacts; readonly answer: MethodAnswer }
  /** The page once more, with what was wrong. */
  | { readonly kind: 'page'; readonly page: Page }

/** The login goes on as this step left it. */
export const stepTaken = (result: StepResult): Extract<Taken, { kind: 'step' }> => ({ kind: 'step', result })

/** The button that was pressed; throws `form-input` for one that the page does not have. */
export function pressedButton<Choice extends string>(fields: Fields, choices: readonly Choice[]): Choice {
  const pressed = choices.find((choice) => choice === single(fields, FORM_FIELDS.decision))
  // check: a-decision-is-one-of-the-page
  if (!pressed) throw new BrokerError('form-input', FORM_FIELDS.decision)
  return pressed
}

import type { ComponentChildren, VNode } from 'preact'
import { render } from 'preact-render-to-string'
import type { Question } from '../eid-server/sessions.js'
import { TEST_CARDS, TEST_PIN } from './cards.js'
import { fieldName } from './fields.js'

/** One run of the eID client, as its page shows it. */
export interface ShownRun {
  readonly id: string
  /** The host that asks. */
  readonly service: string
  readonly question: Question
  readonly card: string
  /** Tries left after a wrong PIN; null before any; 0: blocked. */
  readonly triesLeft: number | null
  readonly missing: boolean
}

const Page = (props: { title: string; children: ComponentChildren }): VNode => (
  <html lang="de">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${props.title} – eID-Client (Simulation)`}</title>
      <link rel="stylesheet" href="/eid-client.css" />
      <link rel="icon" href="data:," />
    </head>
    <body>
      <header>
        <p>
          <strong>eID-Client</strong> Simulation, kein echter Ausweis
        </p>
      </header>
      <main>{props.children}</main>
    </body>
  </html>
)

const Cards = ({ chosen }: { chosen: string }): VNode => (
  <fieldset>
    <legend>Testkarte</legend>
    {TEST_CARDS.map(({ id, title, givenNames, familyNames }) => (
      <label key={id} data-card={id}>
        <input type="radio" name="card" value={id} checked={id === chosen} />
        <span>
          <strong>{title}</strong>
          <br />
          {`${givenNames} ${familyNames}`.trim()}
        </span>
      </label>
    ))}
  </fieldset>
)

const Fields = ({ question }: { question: Question }): VNode => (
  <fieldset>
    <legend>Diese Daten werden gelesen</legend>
    {[...question.operations].map(([field, need]) =>
      need === 'REQUIRED' ? (
        <p key={field} class="field" data-field={field}>
          {fieldName(field)}
          {field === 'AgeVerification' ? ` (ab ${question.age})` : ''}
        </p>
      ) : (
        <label key={field} class="field" data-field={field}>
          <input type="checkbox" name="allow" value={field} checked />
          <span>{fieldName(field)} (freiwillig)</span>
        </label>
      ),
    )}
  </fieldset>
)

const Ask = ({ run }: { run: ShownRun }): VNode => (
  <Page title="Sich ausweisen">
    {run.triesLeft !== null && (
      <p role="alert" data-testid="pin-wrong">
        Diese PIN ist falsch. Noch {run.triesLeft === 1 ? '1 Versuch' : `${run.triesLeft} Versuche`}.
      </p>
    )}
    {run.missing && <p role="alert">Wählen Sie eine Karte und geben Sie 6 Ziffern als PIN ein.</p>}
    <h1>Sich ausweisen</h1>
    <p>
      <strong data-testid="service">{run.service}</strong> möchte Daten aus Ihrem Ausweis lesen.
    </p>
    {run.question.transactionInfo !== null && (
      <p class="info">
        Wofür: <span data-testid="transaction-info">{run.question.transactionInfo}</span>
      </p>
    )}
    <form method="post" action="/eID-Client">
      <input type="hidden" name="run" value={run.id} />
      <Fields question={run.question} />
      <Cards chosen={run.card} />
      <p>
        <label for="pin">PIN (Testkarten: {TEST_PIN})</label>
        <input id="pin" name="pin" type="password" inputMode="numeric" autocomplete="off" />
      </p>
      <p class="buttons">
        <button name="decision" value="continue">
          Jetzt ausweisen
        </button>
        <button name="decision" value="cancel" class="plain">
          Abbrechen
        </button>
      </p>
    </form>
  </Page>
)

const Blocked = ({ run }: { run: ShownRun }): VNode => (
  <Page title="Ihre PIN ist gesperrt">
    <h1>Ihre PIN ist gesperrt</h1>
    <p role="alert" data-testid="pin-blocked">
      Die PIN war dreimal falsch. Mit diesem Ausweis geht es hier nicht weiter.
    </p>
    <form method="post" action="/eID-Client">
      <input type="hidden" name="run" value={run.id} />
      <p class="buttons">
        <button name="decision" value="cancel">
          Zurück zum Dienst
        </button>
      </p>
    </form>
  </Page>
)

const Front = ({ chosen }: { chosen: string }): VNode => (
  <Page title="Testkarten">
    <h1>Testkarten</h1>
    <p>
      Dieser eID-Client steht für die AusweisApp. Eine Anmeldung beginnt beim Dienst. Die PIN aller Karten ist{' '}
      <strong>{TEST_PIN}</strong>.
    </p>
    <p>Welche Karte liegt auf dem Kartenleser?</p>
    <ul class="cards">
      {TEST_CARDS.map(({ id, title }) => (
        <li key={id} data-card={id}>
          <a href={`/cards/${id}`}>{title}</a> <code>{id}</code>
          {id === chosen ? <strong> (aufgelegt)</strong> : null}
        </li>
      ))}
    </ul>
  </Page>
)

const Failure = ({ text }: { text: string }): VNode => (
  <Page title="Das geht nicht">
    <h1>Das geht nicht</h1>
    <p role="alert" data-testid="client-error">
      {text}
    </p>
    <p>Gehen Sie bitte zurück zum Dienst und beginnen Sie dort neu.</p>
  </Page>
)

const html = (page: VNode): string => `<!doctype html>${render(page)}`

/** The page of a run: who reads what, which card, the PIN. */
export const runPage = (run: ShownRun): string => html(run.triesLeft === 0 ? <Blocked run={run} /> : <Ask run={run} />)

/** The page for whoever opens the client by itself. */
export const frontPage = (chosen: string): string => html(<Front chosen={chosen} />)

export const failurePage = (text: string): string => html(<Failure text={text} />)

// Asks the browser's passkey when its form is sent, and sends what it answered (WebAuthn level 2).
const field = document.querySelector('[data-passkey-options]')
const form = field?.form
const part = document.querySelector('[data-passkey-part]')
/** Announced when it is shown: it lies in an alert. */
const status = document.querySelector('[data-passkey-failed]')

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (each) => each.charCodeAt(0))
const text = (buffer) =>
  btoa(Array.from(new Uint8Array(buffer), (each) => String.fromCharCode(each)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

const named = (list) => (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }))

async function create(options) {
  const user = { ...options.user, id: bytes(options.user.id) }
  const excludeCredentials = named(options.excludeCredentials)
  const publicKey = { ...options, challenge: bytes(options.challenge), user, excludeCredentials }
  const made = await navigator.credentials.create({ publicKey })
  const { clientDataJSON, attestationObject } = made.response
  return answer(made, {
    clientDataJSON: text(clientDataJSON),
    attestationObject: text(attestationObject),
    transports: made.response.getTransports?.() ?? [],
  })
}

async function use(options) {
  const allowCredentials = named(options.allowCredentials)
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials }
  const used = await navigator.credentials.get({ publicKey })
  const { clientDataJSON, authenticatorData, signature } = used.response
  return answer(used, {
    clientDataJSON: text(clientDataJSON),
    authenticatorData: text(authenticatorData),
    signature: text(signature),
  })
}

const answer = ({ id, rawId, type }, response) => JSON.stringify({ id, rawId: text(rawId), type, response })

async function ask() {
  const { passkeyAction, passkeyOptions } = field.dataset
  status.hidden = true
  try {
    field.value = await (passkeyAction === 'create' ? create : use)(JSON.parse(passkeyOptions))
    HTMLFormElement.prototype.submit.call(form)
  } catch {
    status.hidden = false
  }
}

if (form && window.PublicKeyCredential) {
  part.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    ask()
  })
}

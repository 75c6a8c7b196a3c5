// Warns two minutes before the session ends, and lets the citizen stay without losing what is on the page.
const bar = document.querySelector('[data-session-ends]')
const dialog = document.getElementById('session-warning')
const WARN_BEFORE = 120_000
let timer

/** At the end the page is loaded anew: it then asks who is there. */
function wait(left) {
  clearTimeout(timer)
  const isEarly = left > WARN_BEFORE
  timer = setTimeout(() => (isEarly ? warn() : location.reload()), Math.max(0, isEarly ? left - WARN_BEFORE : left))
  if (!isEarly && !dialog.open) dialog.showModal()
}

const warn = () => wait(WARN_BEFORE)

/** Escape is a yes too: it means "let me go on". */
async function stay() {
  const form = dialog.querySelector('form')
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(new FormData(form)),
    })
    const { timeLeft } = await response.json()
    wait(timeLeft)
  } catch {
    location.reload()
  }
}

if (bar && dialog) {
  dialog.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault()
    dialog.close()
  })
  dialog.addEventListener('close', stay)
  wait(Number(bar.dataset.sessionEnds) * 1000)
}

// Codes that are shown once: a button that prints them, and a question before they are left without having been kept.
const place = document.querySelector('[data-codes]')
let isKept = false

function addPrint() {
  const [button, words] = [document.createElement('button'), document.createElement('span')]
  button.type = 'button'
  button.className = 'kern-btn kern-btn--secondary'
  words.className = 'kern-label'
  words.textContent = place.dataset.print
  button.append(words)
  button.addEventListener('click', () => print())
  place.append(button)
}

if (place) {
  addPrint()
  // Copying, printing and each of the page's own buttons is a decision; a stray link or a reload is none.
  addEventListener('afterprint', () => (isKept = true))
  for (const deed of ['submit', 'copy']) document.addEventListener(deed, () => (isKept = true))
  place.addEventListener('click', ({ target }) => (isKept ||= target.closest('button') !== null))
  addEventListener('beforeunload', (event) => {
    if (!isKept) event.preventDefault()
  })
}

// What the phone keeps: its pairings, each with keys that IndexedDB holds and no script can read.

const database = new Promise((resolve, reject) => {
  const opening = indexedDB.open('pass', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('pairings', { keyPath: 'device' })
  opening.onsuccess = () => resolve(opening.result)
  opening.onerror = () => reject(opening.error)
})

const run = async (mode, work) => {
  const store = (await database).transaction('pairings', mode).objectStore('pairings')
  return new Promise((resolve, reject) => {
    const request = work(store)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

export const allPairings = () => run('readonly', (store) => store.getAll())
export const keepPairing = (pairing) => run('readwrite', (store) => store.put(pairing))
export const forgetPairing = (device) => run('readwrite', (store) => store.delete(device))

/** Keeps this process busy: nothing else runs in it meanwhile, no timer and no socket. */
export function keepBusy(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

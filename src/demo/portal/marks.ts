/** Texts that are remembered for so many milliseconds each. */
export const createMarks = (lasts: number) => {
  const marks = new Set<string>()
  return {
    add: (text: string): void => {
      marks.add(text)
      setTimeout(() => marks.delete(text), lasts).unref()
    },
    has: (text: string): boolean => marks.has(text),
    delete: (text: string): boolean => marks.delete(text),
  }
}

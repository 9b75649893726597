/**
 * The browser's storage, or memory where the browser or the visitor forbids it. Names are prefixed, values are JSON.
 */

/**
 * @typedef {Object} Store
 * @property {(name: string) => any} get    undefined when there is none or it cannot be read
 * @property {(name: string, value: unknown) => void} set  undefined removes
 */

/**
 * @param {'localStorage' | 'sessionStorage' | ''} kind '' keeps everything in memory
 * @returns {Store}
 */
export function openStore(kind) {
  /** @type {Map<string, unknown>} */
  const memory = new Map()
  /** @returns {Storage | undefined} */
  const disk = () => (kind ? window[kind] : undefined)
  return {
    get(name) {
      try {
        const text = disk()?.getItem('heed.' + name)
        if (text) return JSON.parse(text)
      } catch {
        // Blocked, or not ours: as if it were empty.
      }
      return memory.get(name)
    },
    set(name, value) {
      memory.set(name, value)
      try {
        if (value === undefined) disk()?.removeItem('heed.' + name)
        else disk()?.setItem('heed.' + name, JSON.stringify(value))
      } catch {
        // Blocked or full: memory has it for as long as this page lives.
      }
    },
  }
}

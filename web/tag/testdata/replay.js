/**
 * Plays records to the agent in JavaScript, as Go has played them to the native one.
 * @param {string} url of the agent
 * @param {string} floats settings as float32, base64; '' leaves the defaults
 * @param {string} records 32 bytes each, base64
 * @param {number[]} pieces how many records each push took
 * @returns {Promise<[string, string]>} base64 of float64: what each push returned; eight numbers of each signal
 */
export async function replay(url, floats, records, pieces) {
  const { instantiate } = await import(url)
  const waits = []
  const signals = []
  // JavaScript takes every i32 as signed. The targets of the page count from 1; those of the test are any.
  const agent = instantiate({ emit: (kind, score, target, ...rest) => signals.push(kind, score, target >>> 0, ...rest) })
  agent._initialize()
  const write = (bytes) => new Uint8Array(agent.memory.buffer, agent.records()).set(bytes)
  if (floats) {
    write(decode(floats))
    agent.configure(decode(floats).length / 4)
  }
  const all = decode(records)
  let at = 0
  for (const piece of pieces) {
    let wait
    for (const end = at + piece; at < end || wait === undefined;) {
      const n = Math.min(end - at, 64)
      write(all.subarray(32 * at, 32 * (at + n)))
      wait = agent.push(n)
      at += n
    }
    waits.push(wait)
  }
  return [encode(waits), encode(signals)]
}

const decode = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
const encode = (numbers) =>
  btoa(Array.from(new Uint8Array(Float64Array.from(numbers).buffer), (byte) => String.fromCharCode(byte)).join(''))

/**
 * Answers in NDJSON: those that take some seconds, and tell how far they are.
 * @module
 */

/**
 * The lines of such an answer, as they come.
 * @template T
 * @param {Response} answer
 * @returns {AsyncGenerator<T>}
 */
export async function* linesOf(answer) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (answer.body).getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + decoder.decode(value, { stream: !done })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
    if (done) return;
  }
}

/** The agent's life in a page: loaded, fed by capture, its signals put into words. */
import { loadAgent } from './agent.js'
import { capture } from './capture.js'
import { labelOf, selectorOf } from './selector.js'
import { createTargets } from './target.js'

/**
 * @param {import('./scope.js').Scope} scope
 * @param {string} url of the compiled agent
 * @param {(item: import('./outbox.js').Draft) => void} onSignal
 * @param {(path: string) => void} onPath
 * @returns {Promise<import('./agent.js').Agent>}
 */
export async function startSignals(scope, url, onSignal, onPath) {
  const targets = createTargets()
  const agent = await loadAgent(url, scope, ({ kind, score, target, at, data }) => {
    const element = targets.element(target)
    onSignal({
      t: 'signal',
      kind,
      at: Math.round(Date.now() - performance.now() + at),
      score: Math.round(score * 1000) / 1000,
      page: location.pathname,
      target: element && selectorOf(element),
      data: { ...data, label: element && labelOf(element) },
    })
  })
  capture(scope, agent.put, targets, onPath)
  return agent
}

package agent

// What the agent waits for, each unless something happens before it falls due.
const (
	timerExit     = iota // the pointer stays away
	timerIdle            // nobody moves beside a cart
	timerHesitate        // nobody moves on the way to payment
	timerStuck           // a field stays empty
	timerSwipe           // nothing answers a swipe
	timerChain           // nothing answers a press; one for each chain
	timerCount    = timerChain + chainCount
)

// timers are the times at which they fall due, never for those that do not run. The page keeps one timer, for the earliest.
type timers [timerCount]float32

// next returns the one that falls due first.
//
//go:noinline
func (t *timers) next() (first int) {
	for i := range t {
		if t[i] < t[first] {
			first = i
		}
	}
	return first
}

package agent

// What the agent waits for, each unless something happens before it falls due. What a press waits for stands with its chain.
const (
	timerExit     = iota // the pointer stays away
	timerIdle            // nobody moves beside a cart
	timerHesitate        // nobody moves on the way to payment
	timerStuck           // a field stays empty
	timerSwipe           // nothing answers a swipe
	timerCount
)

// timers are the times at which they fall due, 0 for those that do not run. The page keeps one timer, for the earliest.
type timers [timerCount]float32

// rings reports whether a timer falls due until a time, and lets the time be that one.
func (a *Agent) rings(due *float32, until float32) bool {
	if *due == 0 || *due > until {
		return false
	}
	a.now = max(a.now, *due)
	*due = 0
	return true
}

// sooner returns the earlier of a time and a timer, if that runs.
func sooner(due, timer float32) float32 {
	if timer > 0 && timer < due {
		return timer
	}
	return due
}

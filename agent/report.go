package agent

// reportCount is how many reports are remembered to keep them from coming twice: of every kind, and 64 targets with neighbouring
// numbers. A page on which more targets misbehave within AgainMs has other worries than a repetition.
const reportCount = 64 * uint32(kinds)

// reports holds back what would be said too often: the same about the same target within AgainMs, and more than RateSignals
// signals within RateMs.
type reports struct {
	told  [reportCount]told
	began float32 // of the present RateMs
	count float32 // signals since
}

// told is a report: kind and target in one number, and when it was made.
type told struct {
	what uint32
	at   float32
}

// send hands a signal of now out, unless there have been too many.
//
//go:noinline
func (a *Agent) send(kind Kind, score float32, target uint32, x, y, z, w float32) {
	p := &a.reports
	if a.now-p.began >= a.settings.RateMs {
		p.began, p.count = a.now, 0
	}
	p.count++
	if p.count <= a.settings.RateSignals {
		a.emit(kind, score, target, float64(a.now), x, y, z, w)
	}
}

// once sends a signal of two numbers and a score in tenths, unless the same has been said of the target lately.
//
//go:noinline
func (a *Agent) once(kind Kind, tenths, target uint32, x, y float32) {
	what := target*uint32(kinds) + uint32(kind)
	t := &a.reports.told[what%reportCount]
	if t.what == what && a.now-t.at < a.settings.AgainMs {
		return
	}
	t.what, t.at = what, a.now
	a.send(kind, float32(tenths)/10, target, x, y, 0, 0)
}

package agent

import "unsafe"

// Settings are the thresholds of every detector. The fields' order is the order in which values cross the boundary, and
// their names in snake_case are the names a site uses for them (SettingNames): add at the end only.
//
// Sources: Datadog, PostHog, Sentry, highlight.io, ouibounce and Formbricks are the constants in those projects' public
// sources; «ours» is our own judgement, backed by the labelled cases in testdata.
type Settings struct {
	// RageGapMs is the longest pause between two presses of one burst. 1000 ms (Datadog, PostHog).
	RageGapMs float32
	// RageFastPresses unanswered presses within RageFastMs are rage. 3 in 800 ms (Datadog: 3 in 1 s).
	RageFastPresses, RageFastMs float32
	// RageSteadyPresses unanswered presses within RageSteadyMs are rage. 4 in 2500 ms (ours).
	RageSteadyPresses, RageSteadyMs float32
	// RageSlowPresses unanswered presses within RageSlowMs are rage. 5 in 7000 ms (Sentry; highlight.io: 5 in 5 s).
	RageSlowPresses, RageSlowMs float32
	// RageSpreadPx is how far apart two neighbouring presses of one burst may lie. 100 CSS px (Datadog).
	RageSpreadPx float32

	// ScrollAnswerMs is how soon after a press a scroll answers it. 400 ms (ours; Sentry: 300).
	ScrollAnswerMs float32
	// PendingMs is how long after its start a request counts as one the visitor waits for. 8000 ms (ours).
	PendingMs float32

	// AmbientChanges is how many changes without recent input make an element ambient. 3 (ours).
	AmbientChanges float32
	// AmbientInputMs is how long input counts as recent, long enough for an animation that it started. 1000 ms (ours).
	AmbientInputMs float32
	// AmbientQuietMs is how long an element must rest to be trusted again. 3000 ms (ours).
	AmbientQuietMs float32

	// ExitTopPx is the height of the strip through which a pointer leaves upwards. 20 CSS px (ouibounce).
	ExitTopPx float32
	// ExitTravelPx is how far up the pointer must have come within ExitWindowMs. 100 CSS px in 500 ms (ours).
	ExitTravelPx, ExitWindowMs float32
	// ExitDwellMs is how long the page must have been seen, unless something was pressed. 3000 ms (ours; ouibounce: 1000).
	ExitDwellMs float32
	// ExitGraceMs is how long the pointer must stay away. 200 ms (ours; 150 to 300 are in use).
	ExitGraceMs float32
	// ExitAgainMs is the shortest time between two exit intents. 30000 ms (ours).
	ExitAgainMs float32
	// ExitFlickDwellMs is how long the page must have been seen before a touch flick counts. 10000 ms (ours).
	ExitFlickDwellMs float32
	// ExitFlickDepth is the reading depth before a touch flick counts. 0.3 of the document (ours).
	ExitFlickDepth float32
	// ExitFlickViews is the length of a flick. 1.5 viewports (ours).
	ExitFlickViews float32
	// ExitFlickSpeed is the speed of a flick. 1.5 viewports a second (ours).
	ExitFlickSpeed float32
	// ExitFlickTopPx is how near to the document's top a flick ends. 100 CSS px (ours).
	ExitFlickTopPx float32
	// ExitAwayMs is how long a tab must be hidden for its return to count on touch. 5000 ms (ours).
	ExitAwayMs float32

	// CartIdleMs is how long nobody moves before a cart counts as abandoned. 120000 ms (ours).
	CartIdleMs float32
	// CartPressMs is how long an unanswered press explains that the page goes away: it was a link. 3000 ms (ours).
	CartPressMs float32

	// DeadMs is how long a press may go unanswered, unless a request is pending. 3000 ms (Sentry, Amplitude; Datadog: 1000).
	DeadMs float32
	// SlowMs is from when on an answer is slow. 1000 ms (Nielsen's limit for an uninterrupted train of thought).
	SlowMs float32
	// ErrorMs is how soon after a press an error is blamed on it, and a request that fails was sent. 1000 ms (Datadog).
	ErrorMs float32

	// SwipePx is the length of a swipe. 30 CSS px (PostHog).
	SwipePx float32
	// SwipeMs is how long after its end a swipe may go unanswered. 1000 ms (ours).
	SwipeMs float32

	// ThrashTurns turns of the mouse within ThrashMs are thrashing. 10 in 2000 ms (ours; Amplitude: 20, raised from 10).
	ThrashTurns, ThrashMs float32
	// WanderTurns turns within WanderMs, at half that pace or less, are wandering. 8 in 5000 ms (ours).
	WanderTurns, WanderMs float32
	// ThrashStrokePx is how far the mouse must go between two turns. 25 CSS px (ours).
	ThrashStrokePx float32

	// ScrollTurns turns of at least ScrollViews viewports within ScrollMs are excessive. 4 of 1 in 20000 ms (ours).
	ScrollTurns, ScrollViews, ScrollMs float32

	// BackMs is how short a visit to another page is a misstep. 10000 ms (ours; Clarity keeps its own to itself).
	BackMs float32
	// BackListTimes missteps within BackListMs are needed where the way led from a list of pages. 3 in 60000 ms (ours).
	BackListTimes, BackListMs float32

	// HesitateMs is how long nobody moves on a step towards payment. 30000 ms (ours).
	HesitateMs float32
	// HoverTimes stays of at least HoverMs on one control within HoverWindowMs without a press. 4 of 300 ms in 20000 ms (ours).
	HoverTimes, HoverMs, HoverWindowMs float32
	// FlipTimes changes of one choice within FlipMs. 5 in 20000 ms (ours).
	FlipTimes, FlipMs float32

	// RefillTimes is how often one field is filled in anew within RefillMs. 3 (Matomo) in 60000 ms (ours).
	RefillTimes, RefillMs float32
	// StuckMs is how long a field that was entered stays empty. 20000 ms (ours; OpenReplay and Contentsquare measure the same).
	StuckMs float32
	// InvalidTimes refused attempts at one form or field within InvalidMs. 2 in 120000 ms (ours).
	InvalidTimes, InvalidMs float32
	// AttemptMs is how soon after an attempt a refusal belongs to it, unless a request is pending. 3000 ms (ours).
	AttemptMs float32

	// AgainMs is the shortest time between two signals of one kind about one target, rage clicks apart. 30000 ms (ours).
	AgainMs float32
	// RateSignals is how many signals may come within RateMs. 30 in 60000 ms (ours; the collector's own limit lies above).
	RateSignals, RateMs float32
}

// settingCount is the number of values in Settings, which holds nothing but float32s.
const settingCount = unsafe.Sizeof(Settings{}) / unsafe.Sizeof(float32(0))

// maxSetting is the largest value that is taken, in whatever unit: as milliseconds 11 days, which a browser's timer can hold.
const maxSetting = 1e9

// Defaults returns the thresholds that hold where a site says nothing.
func Defaults() Settings {
	return Settings{
		RageGapMs:       1000,
		RageFastPresses: 3, RageFastMs: 800,
		RageSteadyPresses: 4, RageSteadyMs: 2500,
		RageSlowPresses: 5, RageSlowMs: 7000,
		RageSpreadPx: 100,

		ScrollAnswerMs: 400,
		PendingMs:      8000,

		AmbientChanges: 3,
		AmbientInputMs: 1000,
		AmbientQuietMs: 3000,

		ExitTopPx:    20,
		ExitTravelPx: 100, ExitWindowMs: 500,
		ExitDwellMs:      3000,
		ExitGraceMs:      200,
		ExitAgainMs:      30_000,
		ExitFlickDwellMs: 10_000,
		ExitFlickDepth:   0.3,
		ExitFlickViews:   1.5,
		ExitFlickSpeed:   1.5,
		ExitFlickTopPx:   100,
		ExitAwayMs:       5000,

		CartIdleMs:  120_000,
		CartPressMs: 3000,

		DeadMs:  3000,
		SlowMs:  1000,
		ErrorMs: 1000,

		SwipePx: 30,
		SwipeMs: 1000,

		ThrashTurns: 10, ThrashMs: 2000,
		WanderTurns: 8, WanderMs: 5000,
		ThrashStrokePx: 25,

		ScrollTurns: 4, ScrollViews: 1, ScrollMs: 20_000,

		BackMs:        10_000,
		BackListTimes: 3, BackListMs: 60_000,

		HesitateMs: 30_000,
		HoverTimes: 4, HoverMs: 300, HoverWindowMs: 20_000,
		FlipTimes: 5, FlipMs: 20_000,

		RefillTimes: 3, RefillMs: 60_000,
		StuckMs:      20_000,
		InvalidTimes: 2, InvalidMs: 120_000,
		AttemptMs: 3000,

		AgainMs:     30_000,
		RateSignals: 30, RateMs: 60_000,
	}
}

// Apply replaces the settings by values, in the order of SettingNames. A value that is NaN, negative or above 1e9 keeps what
// was there, and so does one that is missing; surplus values are ignored.
func (s *Settings) Apply(values []float32) {
	all := (*[settingCount]float32)(unsafe.Pointer(s))
	for i, v := range values[:min(len(values), len(all))] {
		if v >= 0 && v <= maxSetting {
			all[i] = v
		}
	}
}

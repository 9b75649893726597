package agent_test

import (
	"testing"

	"heed/agent"
	"heed/agent/agenttest"
)

// storm is one alert after another, each at an element of its own.
func storm(n int, ms float64) (records []agent.Record) {
	for i := range n {
		records = append(records, message(float64(i)*ms, uint32(100+i)))
	}
	return records
}

func TestRate(t *testing.T) {
	play(t, agent.ErrorShown, []scene{
		{"thirty within a minute", storm(30, 10), 30},
		{"thirty-one", storm(31, 10), 30},
		{"a minute later", append(storm(40, 10), message(60_000, 1)), 31},
		{"before that", append(storm(40, 10), message(59_999, 1)), 30},
		{"as many as come slowly", storm(50, 2500), 50},
	})
	changed(t, agent.ErrorShown, []change{
		{"rate_signals", 5, storm(9, 10), 5},
		{"rate_signals", 0, storm(9, 10), 0},
		{"rate_ms", 100, storm(40, 10), 40},
	})
}

// What is said of one target holds back nothing that is said of others: all targets of one kind have places of their own.
func TestAgain(t *testing.T) {
	a, all := agenttest.Hear()
	a.Configure(setting(t, "rate_signals", 1000))
	for round := range 3 {
		for i := range 64 {
			a.Push(list(message(float64(round*1000+i), uint32(i+1))))
		}
	}
	if len(*all) != 64 {
		t.Errorf("%d signals of 64 messages that came three times each, want 64", len(*all))
	}
}

package agent_test

import (
	"testing"

	"heed/agent"
	"heed/agent/agenttest"
)

// on makes a record of which nothing but the time matters.
func on(kind agent.RecordKind, at float64) agent.Record {
	return agent.Record{Kind: kind, At: at}
}

// navigate is another page, by a link.
func navigate(at float64, path uint32) agent.Record {
	return agent.Record{Kind: agent.RecNavigate, At: at, Target: path}
}

// tick is the page's timer. At the end of a stream it says until when nothing more happens: the ticks before it come in time.
func tick(at float64) agent.Record { return on(agent.RecTick, at) }

// request is traffic: by is +1 for a start, -1 and -2 for an end of which ms is how long it took, and address where it went.
func request(at float64, by, ms float32, address uint32) agent.Record {
	return agent.Record{Kind: agent.RecRequest, At: at, Target: address, A: by, B: ms}
}

// failure is an uncaught error with a message.
func failure(at float64, message uint32) agent.Record {
	return agent.Record{Kind: agent.RecError, At: at, Target: message}
}

func press(at float64, target uint32) agent.Record {
	return agent.Record{Kind: agent.RecPress, At: at, Target: target, X: 100, Y: 100}
}

// presses are presses on target 1.
func presses(times ...float64) (records []agent.Record) {
	for _, at := range times {
		records = append(records, press(at, 1))
	}
	return records
}

func mutation(at float64, target uint32) agent.Record {
	return agent.Record{Kind: agent.RecMutation, At: at, Target: target, A: 1}
}

func move(at float64, y float32) agent.Record {
	return agent.Record{Kind: agent.RecMove, At: at, X: 500, Y: y}
}

func leave(at float64, y float32) agent.Record {
	return agent.Record{Kind: agent.RecLeave, At: at, X: 500, Y: y}
}

// cart is a cart of one item.
func cart(at float64, value float32) agent.Record {
	return agent.Record{Kind: agent.RecCart, At: at, A: value, B: 1}
}

// with returns the record with flags.
func with(r agent.Record, flags agent.Flags) agent.Record {
	r.Flags |= flags
	return r
}

// every makes records from begin to end.
func every(ms, begin, end float64, make func(at float64) agent.Record) (records []agent.Record) {
	for at := begin; at <= end; at += ms {
		records = append(records, make(at))
	}
	return records
}

// heard plays the records with a page's timer and returns the signals of one kind.
func heard(t *testing.T, kind agent.Kind, records []agent.Record) []agent.Signal {
	t.Helper()
	a, all := agenttest.Hear()
	agenttest.Play(a.Push, records, 1000)
	return only(kind, *all)
}

func only(kind agent.Kind, signals []agent.Signal) (some []agent.Signal) {
	for _, s := range signals {
		if s.Kind == kind {
			some = append(some, s)
		}
	}
	return some
}

// join joins streams in order of time. Of two records at one time that of the earlier stream comes first.
func join(streams ...[]agent.Record) (all []agent.Record) {
	for {
		next := -1
		for i, s := range streams {
			if len(s) > 0 && (next < 0 || s[0].At < streams[next][0].At) {
				next = i
			}
		}
		if next < 0 {
			return all
		}
		all = append(all, streams[next][0])
		streams[next] = streams[next][1:]
	}
}

// signal is what a stream is expected to bring: the one signal of its kind.
type signal struct {
	name    string
	records []agent.Record
	at      float64
	score   float32
	target  uint32
	data    [4]float32
}

func carries(t *testing.T, kind agent.Kind, signals []signal) {
	t.Helper()
	for _, s := range signals {
		t.Run(s.name, func(t *testing.T) {
			got := heard(t, kind, s.records)
			want := agent.Signal{Kind: kind, Score: s.score, Target: s.target, At: s.at, Data: s.data}
			if len(got) != 1 || got[0] != want {
				t.Errorf("heard %+v, want %+v alone", got, want)
			}
		})
	}
}

// change is a setting other than its default, and the number of signals that a stream then brings.
type change struct {
	setting string
	value   float32
	records []agent.Record
	want    int
}

// changed plays each stream twice: with the defaults it must not bring what it brings with the setting.
func changed(t *testing.T, kind agent.Kind, changes []change) {
	t.Helper()
	for _, c := range changes {
		a, all := agenttest.Hear()
		a.Configure(setting(t, c.setting, c.value))
		agenttest.Play(a.Push, c.records, 1000)
		if got := len(only(kind, *all)); got != c.want {
			t.Errorf("%s = %v: %d × %s, want %d", c.setting, c.value, got, kind, c.want)
		}
		if got := len(heard(t, kind, c.records)); got == c.want {
			t.Errorf("%s = %v: %d × %s, as by default", c.setting, c.value, got, kind)
		}
	}
}

// scene is a stream and the number of signals it ought to bring.
type scene struct {
	name    string
	records []agent.Record
	want    int
}

func play(t *testing.T, kind agent.Kind, scenes []scene) {
	t.Helper()
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			if got := heard(t, kind, s.records); len(got) != s.want {
				t.Errorf("%d × %s, want %d: %v", len(got), kind, s.want, got)
			}
		})
	}
}

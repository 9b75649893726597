package decide

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func days(list ...time.Weekday) (out [7]bool) {
	for _, d := range list {
		out[d] = true
	}
	return out
}

// TestOpenings: what a form's rows are as text, and back.
func TestOpenings(t *testing.T) {
	week := days(time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday)
	for text, rows := range map[string][]Opening{
		"":                                     nil,
		"Mon-Fri 08:00-20:00":                  {{week, "08:00", "20:00"}},
		"Mon-Fri 08:00-20:00, Sat 10:00-16:00": {{week, "08:00", "20:00"}, {days(time.Saturday), "10:00", "16:00"}},
		"Mon 08:00-20:00, Wed 08:00-20:00, Fri-Sat 08:00-20:00": {{days(time.Monday, time.Wednesday, time.Friday, time.Saturday), "08:00", "20:00"}},
		"Fri-Mon 22:00-02:00":                      {{days(time.Friday, time.Saturday, time.Sunday, time.Monday), "22:00", "02:00"}},
		"00:00-24:00":                              {{days(), "00:00", "00:00"}},
		"22:00-24:00":                              {{days(), "22:00", "00:00"}},
		"08:00-12:00, 13:00-17:30":                 {{days(), "08:00", "12:00"}, {days(), "13:00", "17:30"}},
		"Mon-Tue 08:00-12:00, Tue-Wed 08:00-12:00": {{days(time.Monday, time.Tuesday), "08:00", "12:00"}, {days(time.Tuesday, time.Wednesday), "08:00", "12:00"}},
	} {
		got, rest := DecomposeHours(text)
		if !slices.Equal(got, rows) || rest != "" {
			t.Errorf("%q: %+v and %q, want %+v", text, got, rest, rows)
		}
		if back := ComposeHours(rows, ""); back != text {
			t.Errorf("%+v are %q, want %q", rows, back, text)
		}
	}
	if rows, rest := DecomposeHours("whenever"); rows != nil || rest != "whenever" {
		t.Errorf("%+v and %q", rows, rest)
	}
	if got := ComposeHours([]Opening{{Days: week}, {From: "09:00"}}, " Sun 10:00-11:00 "); got != "Mon-Fri 00:00-24:00, 09:00-24:00, Sun 10:00-11:00" {
		t.Errorf("empty times: %q", got)
	}
}

// TestOpeningsKeepTheMeaning: rows say what the text said, at every minute of the week.
func TestOpeningsKeepTheMeaning(t *testing.T) {
	name := rapid.SampledFrom([]string{"Mon", "tue", "Wed", "Thu", "FRI", "Sat", "Sun"})
	clock := rapid.Custom(func(t *rapid.T) string {
		return fmt.Sprintf("%02d:%02d", rapid.IntRange(0, 23).Draw(t, "hour"), rapid.SampledFrom([]int{0, 1, 30}).Draw(t, "minute"))
	})
	entry := rapid.Custom(func(t *rapid.T) string {
		span := clock.Draw(t, "from") + "-" + rapid.OneOf(clock, rapid.Just("24:00")).Draw(t, "to")
		switch rapid.IntRange(0, 2).Draw(t, "days") {
		case 0:
			return span
		case 1:
			return name.Draw(t, "day") + "  " + span
		}
		return name.Draw(t, "first") + "-" + name.Draw(t, "last") + " " + span
	})
	rapid.Check(t, func(t *rapid.T) {
		text := ""
		for i, e := range rapid.SliceOfN(entry, 1, 5).Draw(t, "entries") {
			if i > 0 {
				text += " ,"
			}
			text += e
		}
		back := ComposeHours(DecomposeHours(text))
		if CheckHours(text) == nil && !SameHours(text, back) || CheckHours(text) != nil && text != back {
			t.Fatalf("%q came back as %q", text, back)
		}
	})
}

func TestSameHours(t *testing.T) {
	for _, row := range []struct {
		a, b string
		same bool
	}{
		{"", "00:00-24:00", true},
		{"Mon-Sun 08:00-12:00", "08:00-12:00", true},
		{"22:00-00:00", "22:00-24:00", true},
		{"08:00-12:00, 12:00-16:00", "08:00-16:00", true},
		{"Sat 22:00-02:00", "Sat 22:00-24:00, Sun 00:00-02:00", true},
		{"08:00-12:00", "08:00-12:01", false},
		{"Sun 23:00-24:00", "Mon 23:00-24:00", false},
		{"never", "never", true},
		{"never", "nie", false},
	} {
		if got := SameHours(row.a, row.b); got != row.same {
			t.Errorf("%q and %q: %v", row.a, row.b, got)
		}
	}
}

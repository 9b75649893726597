package core

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Duration is a time.Duration that people write with days: «30d», «7d12h», «20s».
type Duration time.Duration

const day = 24 * time.Hour

// ParseDuration reads what time.ParseDuration reads, with «d» for 24 hours in front.
func ParseDuration(s string) (Duration, error) {
	rest, days := s, time.Duration(0)
	if i := strings.IndexByte(s, 'd'); i > 0 {
		n, err := strconv.ParseUint(s[:i], 10, 32)
		if err != nil || time.Duration(n) > math.MaxInt64/day {
			return 0, fmt.Errorf("%q is not a duration: write 30d, 12h, 15m or 20s", s)
		}
		days, rest = time.Duration(n)*day, s[i+1:]
		if rest == "" {
			return Duration(days), nil
		}
	}
	d, err := time.ParseDuration(rest)
	if err != nil || d < 0 || d > math.MaxInt64-days {
		return 0, fmt.Errorf("%q is not a duration: write 30d, 12h, 15m or 20s", s)
	}
	return Duration(days + d), nil
}

// String writes the duration so that ParseDuration reads it back.
func (d Duration) String() string {
	t := time.Duration(d)
	days, rest := t/day, t%day
	var b strings.Builder
	if days > 0 {
		fmt.Fprintf(&b, "%dd", days)
	}
	if rest > 0 || days == 0 {
		s := rest.String()
		if strings.HasSuffix(s, "m0s") {
			s = strings.TrimSuffix(s, "0s")
		}
		if strings.HasSuffix(s, "h0m") {
			s = strings.TrimSuffix(s, "0m")
		}
		b.WriteString(s)
	}
	return b.String()
}

// MarshalText and UnmarshalText make Duration a string in JSON and YAML.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what ParseDuration reads.
func (d *Duration) UnmarshalText(text []byte) error {
	v, err := ParseDuration(string(text))
	if err == nil {
		*d = v
	}
	return err
}

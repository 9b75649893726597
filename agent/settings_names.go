//go:build !tinygo

package agent

import (
	"reflect"
	"strings"
	"unicode"
)

// SettingNames returns the names of the settings as a site's configuration spells them (rage_gap_ms), in the order in which
// Apply takes their values. They are the field names of Settings, so there is no second list to keep.
func SettingNames() []string {
	fields := reflect.TypeFor[Settings]()
	names := make([]string, fields.NumField())
	for i := range names {
		names[i] = snake(fields.Field(i).Name)
	}
	return names
}

// Values returns the settings as Apply takes them.
func (s Settings) Values() []float32 {
	fields := reflect.ValueOf(s)
	values := make([]float32, fields.NumField())
	for i := range values {
		values[i] = float32(fields.Field(i).Float())
	}
	return values
}

// snake turns RageGapMs into rage_gap_ms.
func snake(name string) string {
	var b strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

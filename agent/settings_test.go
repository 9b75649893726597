package agent_test

import (
	"math"
	"slices"
	"testing"
	"unsafe"

	"heed/agent"
)

// setting returns values for Configure that change one setting.
func setting(t *testing.T, name string, value float32) []float32 {
	t.Helper()
	names := agent.SettingNames()
	values := make([]float32, len(names))
	for i, n := range names {
		values[i] = float32(math.NaN())
		if n == name {
			values[i] = value
		}
	}
	if !slices.Contains(names, name) {
		t.Fatalf("no setting %q", name)
	}
	return values
}

func TestSettingNames(t *testing.T) {
	names := agent.SettingNames()
	if want := unsafe.Sizeof(agent.Settings{}) / unsafe.Sizeof(float32(0)); uintptr(len(names)) != want {
		t.Errorf("%d names for %d values", len(names), want)
	}
	if got := names[:3]; !slices.Equal(got, []string{"rage_gap_ms", "rage_fast_presses", "rage_fast_ms"}) {
		t.Errorf("names begin with %v", got)
	}
	if slices.Sort(names); len(slices.Compact(names)) != len(agent.SettingNames()) {
		t.Error("a name stands twice")
	}
}

func TestSettingsApply(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	d := agent.Defaults()
	for _, v := range d.Values() {
		if !(v > 0) {
			t.Fatalf("a default is %v", v)
		}
	}
	kept := d
	kept.Apply([]float32{nan, -1, inf, -inf, 1e9 + 100})
	if kept != d {
		t.Errorf("values out of range were taken: %v", kept)
	}
	kept.Apply(nil)
	if kept != d {
		t.Errorf("missing values were taken: %v", kept)
	}
	all := make([]float32, len(agent.SettingNames())+10)
	for i := range all {
		all[i] = float32(i)
	}
	kept.Apply(all)
	if got := kept.Values(); !slices.Equal(got, all[:len(got)]) {
		t.Errorf("applied %v, got %v", all, got)
	}
	if kept.RageGapMs != 0 || kept.RageFastPresses != 1 {
		t.Errorf("the order is not that of the fields: %+v", kept)
	}
}

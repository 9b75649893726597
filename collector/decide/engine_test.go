package decide

import (
	"testing"

	"heed/collector/core"
)

func TestDecideActs(t *testing.T) {
	e := loaded(t, core.Site{Name: "shop"}, valid("stuck", nil))
	h := history("ann")
	d := e.Decide(noon, rage("ann", noon), h)
	if d.Outcome != core.Acted || d.Arm != core.Treatment || d.Intercept != "stuck" {
		t.Fatalf("got %+v", d)
	}
}

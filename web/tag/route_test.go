package tag_test

import (
	"fmt"
	"slices"
	"testing"

	"heed/agent"
	"heed/web/browsertest"
)

// TestRoutes: each way to another page inside of an application, and what is none.
func TestRoutes(t *testing.T) {
	t.Parallel()
	const link, back, replaced = 0, 1, 2
	cases := []struct {
		name, does string
		want       []float32 // how each page was reached
		list       bool      // the first was left for a page it lists
	}{
		{"a link", `history.pushState(0, '', '/somewhere')`, []float32{link}, false},
		{"a link on a list", `history.pushState(0, '', '/goods/five')`, []float32{link}, true},
		{"in place", `history.replaceState(0, '', '/elsewhere')`, []float32{replaced}, false},
		{"a fragment", `location.hash = 'x'`, nil, false},
		{"a query", `history.pushState(0, '', '?page=2')`, []float32{link}, false},
		{"there and back", `history.pushState(0, '', '/there')
			await new Promise((done) => { addEventListener('popstate', done, {once: true}); history.back() })`, []float32{link, back}, false},
	}
	for _, api := range []string{"navigation", "history"} {
		for _, test := range cases {
			t.Run(api+"/"+test.name, func(t *testing.T) {
				t.Parallel()
				c, b := newCollector(t), newTab(t)
				b.Before(recording)
				if api == "history" {
					b.Before(`Object.defineProperty(window, 'navigation', {value: undefined})`)
				}
				b.Open(c.URL + "/list.html")
				b.listening()
				b.JS(`(async () => { records.length = 0; ` + test.does + ` })()`)
				got := b.records(agent.RecNavigate)
				var how []float32
				for i, r := range got {
					how = append(how, r.A)
					if r.Target == 0 || r.At < 0 || (r.B == 1) != (test.list && i == 0) {
						t.Errorf("%+v", r)
					}
				}
				if !slices.Equal(how, test.want) {
					t.Errorf("%v, want %v", how, test.want)
				}
			})
		}
	}
}

// TestTrail walks from page to page: each tells of those before it, with the same number for the same path.
func TestTrail(t *testing.T) {
	t.Parallel()
	const link, back, replaced = 0, 1, 2
	c := newCollector(t)
	b := recorded(t, c.URL+"/list.html")
	arrive := func(path string) []agent.Record {
		t.Helper()
		b.Until(fmt.Sprintf(`location.pathname === %q && document.readyState === 'complete' && window.records`, path))
		b.listening()
		return b.records()
	}
	first := arrive("/list.html")
	if p := first[0]; p.Kind != agent.RecNavigate || p.A != link || p.B != 0 || p.At != 0 {
		t.Errorf("the first record is %+v", p)
	}
	b.Press("#one", 1)
	second := arrive("/goods/one.html")[:2]
	if p := second[0]; p.Kind != agent.RecNavigate || p.At >= 0 || p.B != 0 {
		t.Errorf("the page before is %+v", p)
	}
	if p := second[1]; p.Kind != agent.RecNavigate || p.At != 0 || p.A != link || p.B != 1 || p.Target == second[0].Target {
		t.Errorf("the page itself is %+v", p)
	}
	b.JS(`location.reload()`)
	b.Until(`performance.getEntriesByType('navigation')[0].type === 'reload'`)
	third := arrive("/goods/one.html")[:3]
	if p := third[2]; p.A != replaced || p.B != 0 || p.Target != third[1].Target || !(third[0].At < third[1].At && third[1].At < 0) {
		t.Errorf("after a reload %+v", third)
	}
}

// TestTrailIsShort: of the pages of a tab the last eight are told.
func TestTrailIsShort(t *testing.T) {
	t.Parallel()
	c := newCollector(t)
	b := recorded(t, c.URL+"/list.html")
	b.JS(`for (let i = 0; i < 30; i++) history.pushState(0, '', '/page' + i)`)
	b.Open(c.URL + "/other.html")
	b.listening()
	if got := b.records(agent.RecNavigate); len(got) != 9+1 {
		t.Errorf("%d pages: %v", len(got), got)
	}
}

// TestUnload: on leaving for a page of the list that is said, and returning from the back/forward cache is a return.
func TestUnload(t *testing.T) {
	t.Parallel()
	c := newCollector(t)
	b := recorded(t, c.URL+"/list.html")
	b.JS(`addEventListener('pagehide', () => (sessionStorage.left = JSON.stringify(records)))`)
	b.Press("#one", 1)
	b.Until(`location.pathname === '/goods/one.html'`)
	left := browsertest.Value[[]agent.Record](b.Tab, `JSON.parse(sessionStorage.left)`)
	i := slices.IndexFunc(left, func(r agent.Record) bool { return r.Kind == agent.RecHidden && r.Flags == agent.Unload })
	if i < 0 || left[i].B != 1 {
		t.Errorf("%v", left)
	}
	b.JS(`history.back()`)
	b.Until(`location.pathname === '/list.html' && window.records?.length`)
	if !browsertest.Value[bool](b.Tab, `performance.getEntriesByType('navigation')[0].type === 'back_forward'`) {
		b.untilRecord(fmt.Sprintf(`r.kind === %d && r.flags === %d`, agent.RecVisible, agent.Unload))
	}
}

// TestStage: the address or visible fields for payment are a step towards it.
func TestStage(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		does string
		want int
	}{
		"nothing of it":       {``, 0},
		"an address":          {`history.pushState(0, '', '/checkout/payment')`, 1},
		"a hyphen":            {`history.pushState(0, '', '/check-out')`, 1},
		"thanks":              {`history.pushState(0, '', '/checkout/thank-you')`, 0},
		"the same once more":  {`history.pushState(0, '', '/checkout'); history.pushState(0, '', '/checkout?step=2')`, 1},
		"fields that are new": {`card.hidden = false; history.pushState(0, '', '/step')`, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCollector(t)
			b := recorded(t, c.URL+"/list.html")
			b.JS(test.does + `; new Promise((done) => setTimeout(done, 1100))`)
			got := b.records(agent.RecStage)
			if len(got) != test.want || (test.want > 0 && got[0].A != 2) {
				t.Errorf("%v", got)
			}
		})
	}
}

package agent_test

import (
	"testing"

	"heed/agent"
)

// back is the way back or forward in the tab's history.
func back(at float64, path uint32) agent.Record {
	r := navigate(at, path)
	r.A = 1
	return r
}

// fromList is a page that a list of pages led to.
func fromList(at float64, path uint32) agent.Record {
	r := navigate(at, path)
	r.B = 1
	return r
}

// listed goes from list 1 to other pages and back again, so many times, each after 2 s.
func listed(at float64, times int) (records []agent.Record) {
	records = list(navigate(at, 1))
	for i := range times {
		there := at + float64(i+1)*5000
		records = append(records, fromList(there, uint32(10+i)), back(there+2000, 1))
	}
	return records
}

func TestQuickBack(t *testing.T) {
	replaced := navigate(100, 3)
	replaced.A = 2
	play(t, agent.QuickBack, []scene{
		{"back after 10 s", list(navigate(0, 1), navigate(5000, 2), back(15_000, 1)), 1},
		{"later", list(navigate(0, 1), navigate(5000, 2), back(15_001, 1)), 0},
		{"by a link to where one came from", list(navigate(0, 1), navigate(5000, 2), navigate(8000, 1)), 0},
		{"back to somewhere else", list(navigate(0, 1), navigate(5000, 2), back(8000, 3)), 0},
		{"forward again", list(navigate(0, 1), navigate(50_000, 2), back(70_000, 1), back(71_000, 2)), 0},
		{"the same path again", list(navigate(0, 1), navigate(5000, 2), navigate(6000, 2), back(15_001, 1)), 0},
		{"the address was replaced meanwhile", list(navigate(0, 1), navigate(50, 2), replaced, back(8000, 1)), 1},
		{"one press of back for two pages", list(navigate(0, 1), navigate(100, 2), navigate(200, 3), back(8000, 1)), 0},
		{"from a list", listed(0, 1), 0},
		{"from a list, twice", listed(0, 2), 0},
		{"from a list, three times", listed(0, 3), 1},
		{"from a list, three times and once more", listed(0, 4), 1},
		{"from a list, too seldom", append(listed(0, 2), fromList(68_000, 20), back(68_001, 1)), 0},
		{"twice too soon", list(navigate(0, 1), navigate(1000, 2), back(2000, 1), navigate(3000, 2), back(4000, 1)), 1},
		{"twice", list(navigate(0, 1), navigate(1000, 2), back(2000, 1), navigate(31_000, 2), back(32_000, 1)), 2},
	})
}

// A page is told of the pages before it in this tab at times below zero.
func TestQuickBackTrail(t *testing.T) {
	play(t, agent.QuickBack, []scene{
		{"this page is the one that was left", list(navigate(-9000, 1), navigate(-4000, 2), back(0, 1)), 1},
		{"left for longer", list(navigate(-19_000, 1), navigate(-10_001, 2), back(0, 1)), 0},
		{"what happened before this page is no news", list(navigate(-9000, 1), navigate(-8000, 2), back(-4000, 1), navigate(0, 3)), 0},
		{"in this page, which is of the trail", list(navigate(-9000, 1), navigate(0, 2), back(4000, 1)), 1},
		{"from a list, once", listed(-7000, 1), 0},
		{"from a list, twice", listed(-12_000, 2), 0},
		{"from a list, three times", listed(-17_000, 3), 1},
		{"from a list, the third in this page", listed(-12_001, 3), 1},
		{"reloaded", list(navigate(-9000, 1), back(-4000, 2), agent.Record{Kind: agent.RecNavigate, Target: 2, A: 2}), 0},
	})
}

func TestQuickBackCache(t *testing.T) {
	away := func(list float32, ms float64) []agent.Record {
		gone := unload(5000)
		gone.B = list
		return []agent.Record{gone, hidden(5001), with(on(agent.RecVisible, 5000+ms), agent.Unload), on(agent.RecVisible, 5001+ms)}
	}
	thrice := func(list float32) (records []agent.Record) {
		for i := range 3 {
			for _, r := range away(list, 2000) {
				r.At += float64(i) * 5000
				records = append(records, r)
			}
		}
		return records
	}
	play(t, agent.QuickBack, []scene{
		{"back from the cache after 10 s", away(0, 10_000), 1},
		{"later", away(0, 10_001), 0},
		{"a list", away(1, 2000), 0},
		{"a list, three times", thrice(1), 1},
		{"another tab", list(hidden(5000), on(agent.RecVisible, 7000)), 0},
	})
}

func TestQuickBackData(t *testing.T) {
	carries(t, agent.QuickBack, []signal{
		{"in this page", list(navigate(0, 1), navigate(5000, 2), back(8000, 1)), 8000, .5, 0, [4]float32{3000, 1}},
		{"at its beginning", list(navigate(-9000, 1), navigate(-4000, 2), back(0, 1)), 0, .5, 0, [4]float32{4000, 1}},
		{"of a list", listed(0, 3), 17_000, .5, 0, [4]float32{2000, 3}},
	})
	changed(t, agent.QuickBack, []change{
		{"back_ms", 100, list(navigate(0, 1), navigate(5000, 2), back(5101, 1)), 0},
		{"back_list_times", 2, listed(0, 2), 1},
		{"back_list_ms", 9999, listed(0, 3), 0},
	})
}

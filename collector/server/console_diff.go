package server

// line is one line of a comparison: kept (' '), added ('+') or removed ('-').
type line struct {
	Mark string
	Text string
}

// diffContext is how many kept lines are shown around a change.
const diffContext = 2

// changed compares two texts line by line by their longest common subsequence and keeps what changed with a little around it.
// Documents have a few hundred lines at most, so the quadratic table is small.
func changed(before, after []string) []line {
	common := commonLengths(before, after)
	var all []line
	i, j := 0, 0
	for i < len(before) || j < len(after) {
		switch {
		case i < len(before) && j < len(after) && before[i] == after[j]:
			all = append(all, line{" ", after[j]})
			i, j = i+1, j+1
		case j == len(after) || i < len(before) && common[i+1][j] >= common[i][j+1]:
			all = append(all, line{"-", before[i]})
			i++
		default:
			all = append(all, line{"+", after[j]})
			j++
		}
	}
	return around(all)
}

// commonLengths gives, for each pair of starts, the length of the longest common subsequence of the rests.
func commonLengths(a, b []string) [][]int {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				table[i][j] = table[i+1][j+1] + 1
			} else {
				table[i][j] = max(table[i+1][j], table[i][j+1])
			}
		}
	}
	return table
}

// around drops kept lines that are far from any change. Blank lines are dropped too: YAML has none that matter.
func around(all []line) []line {
	var out []line
	for i, l := range all {
		if l.Text == "" {
			continue
		}
		for k := max(0, i-diffContext); k <= min(len(all)-1, i+diffContext); k++ {
			if all[k].Mark != " " && all[k].Text != "" {
				out = append(out, l)
				break
			}
		}
	}
	return out
}
